// Call: one call through a context of etc/extensions.conf, and what became of it.

import type { Asterisk } from './asterisk.ts';

export interface Caller {
  number: string;
  /** as CALLERID(pres) takes it */
  presentation?: 'allowed' | 'prohib' | 'unavailable';
}

export interface Called {
  /** PLUGTONE_CALLER */
  caller: string;
  /** AGISTATUS */
  status: string;
  number: string;
  name: string;
  presentation: string;
  /** of the channel: `Ring` until somebody answers */
  state: string;
  /** seconds that TIMEOUT(absolute) has left, 0 for no limit */
  limit: number;
  /** that caller-name took */
  milliseconds: number;
  /** DIALSTATUS of the Dial after it */
  dialled: string;
}

let calls = 0;

/** The name that every call arrives with. */
export const networkName = 'From Network';

export async function call(
  asterisk: Asterisk,
  context: string,
  { number, presentation = 'allowed' }: Caller,
): Promise<Called> {
  const id = ++calls;
  asterisk.cli(
    `channel originate Local/${id}*${presentation}*${encodeURIComponent(number)}@${context} application Wait 8`,
  );
  const result = await asterisk.line(`RESULT|${id}|`);
  const [
    ,
    ,
    caller = '',
    status = '',
    shown = '',
    pres = '',
    state = '',
    limit = '',
    began = '',
    ended = '',
    ...name
  ] = result.split('|');
  const after = await asterisk.line(`AFTER|${id}|`);
  return {
    caller,
    status,
    number: decodeURIComponent(shown),
    name: name.join('|'),
    presentation: pres,
    state,
    limit: Number(limit),
    milliseconds: Number(ended) - Number(began),
    dialled: after.split('|')[2] ?? '',
  };
}

/** The caller of `Local/<id>*…` hangs up. To hang up all channels at once would be to hang up the callee first, now and then. */
export function hangUpCaller({ cli }: Asterisk, id: string): void {
  const channels = cli('core show channels concise').split('\n');
  const caller = channels.find(line => line.startsWith(`Local/${id}*`) && /;2!/.test(line));
  cli(`channel request hangup ${caller?.split('!')[0]}`);
}
