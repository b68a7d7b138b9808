// Given: what the command line lets a simulated phone show, read from files.

import { readFileSync } from 'node:fs';
import type { Mac } from '../../contract/mac.ts';
import { usageError } from '../usage.ts';
import type { Tls } from './fetch.ts';
import type { Login } from './login.ts';

interface Values {
  user?: string | undefined;
  'password-file'?: string | undefined;
  'tls-cert'?: string | undefined;
  'tls-key'?: string | undefined;
  'tls-ca'?: string | undefined;
}

/** The login of the flags; its password stands in a file, so that no list of processes shows it. */
export function givenLogin(mac: Mac, { user = mac, ...values }: Values): Login | undefined {
  const file = values['password-file'];
  if (file === undefined && user !== mac) throw usageError('--user wants --password-file FILE beside it');
  if (file === undefined) return undefined;
  const [password = ''] = read(file, '--password-file').toString('utf8').split(/\r?\n/);
  return { user, password };
}

/** What it shows and trusts over TLS. */
export function givenTls(values: Values): Tls | undefined {
  const { 'tls-cert': cert, 'tls-key': key, 'tls-ca': ca } = values;
  if ((cert === undefined) !== (key === undefined)) throw usageError('--tls-cert and --tls-key go together');
  if (cert === undefined && ca === undefined) return undefined;
  const pem = (file: string | undefined, flag: string) => (file === undefined ? undefined : read(file, flag));
  return { cert: pem(cert, '--tls-cert'), key: pem(key, '--tls-key'), ca: pem(ca, '--tls-ca') };
}

function read(file: string, flag: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { message } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    throw usageError(`${flag} ${file} cannot be read: ${message}`);
  }
}
