// Asterisk: how the server beside the phones is set up.

import type { AsteriskWritten } from '../inventory/written.ts';

export interface AsteriskPlan {
  driver: 'pjsip' | 'sip';
  context: string;
  passwords: 'plain' | 'hashed';
  /** empty where the server's own is meant */
  realm: string;
  /** names in pjsip.conf, empty where Asterisk shall choose */
  transports: Record<'udp' | 'tcp' | 'tls', string>;
  /** where FastAGI is asked, host and port */
  agi: string;
}

export function planAsterisk(written: AsteriskWritten): AsteriskPlan {
  const { transports, ...said } = written;
  return {
    driver: 'pjsip',
    context: 'phones',
    passwords: 'plain',
    realm: written.passwords === 'hashed' ? 'asterisk' : '',
    agi: '127.0.0.1:4573',
    ...said,
    transports: { udp: '', tcp: '', tls: '', ...transports },
  };
}
