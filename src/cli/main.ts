// Main: the verb's name to its file. Each verb is loaded only when it is asked for.

const verbs: Record<
  string,
  { summary: string; load(): Promise<(argv: string[]) => number | Promise<number>> }
> = {
  check: {
    summary: 'say what is wrong with the inventory',
    load: async () => (await import('./check.ts')).check,
  },
  build: { summary: 'check, then write dist/', load: async () => (await import('./build.ts')).build },
  serve: {
    summary: 'answer phones and calls from dist/',
    load: async () => (await import('./serve.ts')).serve,
  },
  boot: {
    summary: "play a phone's boot against a provisioning server",
    load: async () => (await import('./boot.ts')).boot,
  },
  logs: { summary: 'print what phones have uploaded', load: async () => (await import('./logs.ts')).logs },
  explain: {
    summary: 'say where each value of a phone or extension comes from',
    load: async () => (await import('./explain.ts')).explain,
  },
  schema: {
    summary: 'print the JSON Schemas of what people write',
    load: async () => (await import('./schema.ts')).schema,
  },
  packs: { summary: 'list vendors and models', load: async () => (await import('./packs.ts')).packs },
  notify: {
    summary: 'ask phones, over Asterisk, to look for new configuration',
    load: async () => (await import('./notify.ts')).notify,
  },
  agi: {
    summary: "answer one call's AGI script on stdin and stdout",
    load: async () => (await import('./agi.ts')).agi,
  },
};

const help = `plugtone: phones as code

Usage: plugtone <verb> [--root DIR] [options]

${Object.entries(verbs)
  .map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`)
  .join('\n')}

The root (the current folder, unless --root names another) holds inventory/ and, if wished, templates/.
plugtone <verb> --help says more. Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 failure.
`;

/** Runs one command line and returns its exit code. */
export async function main(argv: string[]): Promise<number> {
  const [name = '--help', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') return print(help);
  if (name === '--version') return print(`${(await import('./version.ts')).version()}\n`);
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) return unknown(name);
  try {
    const run = await verb.load();
    return await run(rest);
  } catch (error) {
    return (await import('./failure.ts')).failure(error, name);
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

async function unknown(name: string): Promise<number> {
  const { didYouMean } = await import('./didYouMean.ts');
  process.stderr.write(`plugtone: no verb "${name}"${didYouMean(name, Object.keys(verbs))}\n\n${help}`);
  return 2;
}
