// Env: the lines that Asterisk 22 sends for an ordinary call.

import { type EnvKey, envKeys } from '../../protocol/env.ts';

const usual: Partial<Record<EnvKey, string>> = {
  agi_request: 'test.agi',
  agi_channel: 'PJSIP/trunk-00000001',
  agi_language: 'en',
  agi_type: 'PJSIP',
  agi_uniqueid: '1795457287.31',
  agi_version: '22.10.1',
  agi_callerid: '2565550100',
  agi_calleridname: 'unknown',
  agi_callingpres: '0',
  agi_callingani2: '0',
  agi_callington: '0',
  agi_callingtns: '0',
  agi_dnid: 'unknown',
  agi_rdnis: 'unknown',
  agi_context: 'inbound',
  agi_extension: '100',
  agi_priority: '1',
  agi_enhanced: '0.0',
  agi_accountcode: '',
  agi_threadid: '140035408942784',
};

/** Keys and values in Asterisk's order, then the arguments. */
export function testEnv(
  values: Partial<Record<EnvKey, string>> = {},
  args: string[] = [],
): [string, string][] {
  const all = { ...usual, ...values };
  const lines = envKeys.flatMap((key): [string, string][] => {
    const value = all[key];
    return value === undefined ? [] : [[key, value]];
  });
  return [...lines, ...args.map((value, index): [string, string] => [`agi_arg_${index + 1}`, value])];
}
