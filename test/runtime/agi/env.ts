// Env: the block that Asterisk 22 sends, for tests, with what a test wants different.

const defaults: [key: string, value: string][] = [
  ['agi_network', 'yes'],
  ['agi_network_script', 'caller-name'],
  ['agi_request', 'agi://127.0.0.1:4573/caller-name'],
  ['agi_channel', 'PJSIP/trunk-00000001'],
  ['agi_language', 'en'],
  ['agi_type', 'PJSIP'],
  ['agi_uniqueid', '1795457287.31'],
  ['agi_version', '22.10.1'],
  ['agi_callerid', '2565550100'],
  ['agi_calleridname', 'unknown'],
  ['agi_callingpres', '0'],
  ['agi_callingani2', '0'],
  ['agi_callington', '0'],
  ['agi_callingtns', '0'],
  ['agi_dnid', 'unknown'],
  ['agi_rdnis', 'unknown'],
  ['agi_context', 'inbound'],
  ['agi_extension', '100'],
  ['agi_priority', '4'],
  ['agi_enhanced', '0.0'],
  ['agi_accountcode', ''],
  ['agi_threadid', '140035408942784'],
];

/** The lines without the empty one that ends them; an undefined value leaves its line out. */
export function envLines(values: Record<string, string | undefined> = {}, args: string[] = []): string {
  const lines = defaults
    .map(([key, value]) => [key, key in values ? values[key] : value])
    .filter(([, value]) => value !== undefined);
  return [...lines, ...args.map((value, index) => [`agi_arg_${index + 1}`, value])]
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n');
}

/** The whole block. */
export const envBlock = (values: Record<string, string | undefined> = {}, args: string[] = []) =>
  `${envLines(values, args)}\n\n`;
