// Env: what Asterisk says of a call before the first command. Read strictly, because callers can write into it.

// In the order in which Asterisk sends them. `local` scripts have no network lines.
export const envKeys = [
  'agi_network',
  'agi_network_script',
  'agi_request',
  'agi_channel',
  'agi_language',
  'agi_type',
  'agi_uniqueid',
  'agi_version',
  'agi_callerid',
  'agi_calleridname',
  'agi_callingpres',
  'agi_callingani2',
  'agi_callington',
  'agi_callingtns',
  'agi_dnid',
  'agi_rdnis',
  'agi_context',
  'agi_extension',
  'agi_priority',
  'agi_enhanced',
  'agi_accountcode',
  'agi_threadid',
] as const;

export type EnvKey = (typeof envKeys)[number];

/** The call; a key that Asterisk did not send is empty. */
export type Env = Readonly<Record<EnvKey, string>> & { readonly args: readonly string[] };

const optional = new Set<EnvKey>(['agi_network', 'agi_network_script', 'agi_version']);
// Asterisk before 1.8 sent no version and, going back, fewer of these.
const sinceVersions = new Set<EnvKey>([
  'agi_callingpres',
  'agi_callingani2',
  'agi_callington',
  'agi_callingtns',
  'agi_threadid',
]);

/** More than 23 lines and 127 arguments of a reasonable length is no call. */
export const longestEnv = 65_536;

/**
 * Reads the block, as binary (latin1) text up to its empty line. A caller's number may hold a line break
 * (`sip:100%0Aagi_arg_1…`), so a key out of order, doubled, unknown or missing means a forged block.
 */
export function readEnv(block: string): Env | { fault: string } {
  const values = { ...noValues };
  const args: string[] = [];
  const text: Text = { block, at: 0, read: plain.test(block) ? asItIs : decode };
  for (const key of envKeys) {
    const value = take(text, key);
    if (value !== undefined) values[key] = value;
    else if (isMandatory(key, values)) return { fault: `no ${key} where Asterisk sends it` };
  }
  while (text.at <= block.length) {
    const value = take(text, `agi_arg_${args.length + 1}`);
    if (value === undefined) return { fault: `an unexpected line after ${args.length} arguments` };
    args.push(value);
  }
  return Object.assign(values, { args });
}

interface Text {
  block: string;
  /** where the next line begins; behind the end when there is none */
  at: number;
  read(binary: string): string;
}

/** The value of the next line where it has this key. */
function take(text: Text, key: string): string | undefined {
  const { block, at } = text;
  const colon = at + key.length;
  if (!block.startsWith(key, at) || block[colon] !== ':') return undefined;
  const end = block.indexOf('\n', colon);
  const to = end === -1 ? block.length : end;
  text.at = to + 1;
  return text.read(block.slice(block[colon + 1] === ' ' ? colon + 2 : colon + 1, to));
}

/** `caller-name?x=1` asks for `caller-name`. */
export function scriptOf({ agi_network_script: name }: Env): string {
  const query = name.indexOf('?');
  return query === -1 ? name : name.slice(0, query);
}

function isMandatory(key: EnvKey, values: Record<EnvKey, string>): boolean {
  if (optional.has(key)) return false;
  return values.agi_version !== '' || !sinceVersions.has(key);
}

const plain = /^[\0-\x7f]*$/;
const asItIs = (text: string) => text;

/** Binary text to UTF-8; a character that Asterisk cut in half becomes U+FFFD. */
export function decode(binary: string): string {
  return plain.test(binary) ? binary : Buffer.from(binary, 'latin1').toString();
}

// Object.fromEntries does not carry the keys' type.
const noValues = Object.fromEntries(envKeys.map(key => [key, ''])) as Record<EnvKey, string>;
