// Authority: certificates for tests, made by openssl, since node:crypto issues none.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  cert: string;
  key: string;
}

export interface Subject {
  name: string;
  organization?: string;
  /** days from now; -1 for one that has expired */
  days?: number;
  /** extensions, as openssl's configuration writes them */
  extensions?: string;
}

export interface Authority {
  folder: string;
  /** paths of a certificate (with what leads to the root behind it) and its key */
  issue(subject: Subject, issuer?: Pair): Pair;
  root: Pair;
  remove(): void;
}

/** Whether there is an openssl to make certificates with. */
export const hasOpenssl = (() => {
  try {
    return /OpenSSL [3-9]/.test(execFileSync('openssl', ['version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
})();

const issuing = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n';

/** A new authority in a folder of its own. */
export function authority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-tls-'));
  let serial = 1;
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const issue = ({ name, organization, days = 30, extensions = '' }: Subject, issuer?: Pair): Pair => {
    const base = join(folder, `${serial++}`);
    const [cert, key, request, extra] = ['pem', 'key', 'csr', 'ext'].map(end => `${base}.${end}`) as [
      string,
      string,
      string,
      string,
    ]; // four in, four out
    const subject = `${organization === undefined ? '' : `/O=${organization}`}/CN=${name}`;
    run(
      'req',
      '-new',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      request,
      '-subj',
      subject,
    );
    writeFileSync(extra, extensions);
    const by = issuer ? ['-CA', issuer.cert, '-CAkey', issuer.key] : ['-signkey', key];
    run(
      'x509',
      '-req',
      '-in',
      request,
      '-out',
      cert,
      '-days',
      String(days),
      '-set_serial',
      String(1000 + serial),
      '-extfile',
      extra,
      ...by,
    );
    if (issuer) writeFileSync(cert, readFileSync(cert, 'utf8') + readFileSync(issuer.cert, 'utf8'));
    return { cert, key };
  };
  const root = issue({ name: 'Example Phones Root', extensions: issuing });
  return { folder, issue, root, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An authority below another. */
export const intermediate = ({ issue, root }: Authority): Pair =>
  issue({ name: 'Example Phones Issuing', extensions: issuing }, root);
