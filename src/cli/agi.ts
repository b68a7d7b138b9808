// Agi: one call's AGI script, on stdin and stdout. It imports next to nothing: start-up is what a call waits for.

import { parseArgs } from 'node:util';
import { apps } from '../runtime/agi/apps/index.ts';
import { openAgiData } from '../runtime/agi/data.ts';
import { runScript } from '../runtime/agi/script.ts';
import { speak } from '../runtime/agi/speak.ts';

const help = `plugtone agi: answer one call's AGI script on stdin and stdout

Usage: plugtone agi APP [outside] [--root DIR] [--dist DIR]

  APP         ${[...apps.keys()].join(', ')}
  outside     caller-name: the call comes from outside, so its number is nobody's extension
  --root DIR  the folder that holds dist/ (default: the current one)
  --dist DIR  the compiled data (default: dist in the root)

Example, in extensions.conf: same => n,AGI(/usr/bin/timeout,2,/usr/bin/plugtone,agi,caller-name,outside,--root,/srv/phones)
`;

const options = {
  root: { type: 'string', default: '.' },
  dist: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. A failure is told to Asterisk's console, and makes AGISTATUS=FAILURE. */
export async function agi(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [name = '', ...words] = positionals;
  const app = apps.get(name);
  if (!app || words.some(word => word !== 'outside')) return usage(positionals[0]);
  const dist = values.dist ?? `${values.root}/dist`;
  const { kind } = runScript(env => speak(app({ ...env, args: [...env.args, ...words] }, openAgiData(dist))));
  return kind === 'done' || kind === 'closed' ? 0 : 3;
}

function usage(name: string | undefined): number {
  const fault =
    name === undefined
      ? 'agi wants the name of an app'
      : apps.has(name)
        ? 'agi runs one app, for which there is no argument but outside'
        : `no AGI app "${name}"`;
  process.stderr.write(`plugtone: ${fault}\n\n${help}`);
  return 2;
}
