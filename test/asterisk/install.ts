// Install: Debian testing's Asterisk in a folder of its own, once.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the Asterisk tree lives. */
export const tree = process.env['ASTERISK_ROOT'] || '/var/cache/plugtone/asterisk';

/** Gets Asterisk where it is not there yet; returns why this machine cannot. */
export function install(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'a chroot for Asterisk needs root on Linux';
  if (existsSync(`${tree}/usr/sbin/asterisk`)) return undefined;
  if (!has('mmdebstrap') && !has('apt-get')) return 'there is neither mmdebstrap nor apt-get to install it';
  console.log(`getting Asterisk into ${tree}, about half a minute …`);
  if (!has('mmdebstrap')) run('apt-get', ['update', '-q']);
  if (!has('mmdebstrap')) run('apt-get', ['install', '-y', '-q', 'mmdebstrap']);
  return has('mmdebstrap') ? bootstrap() : 'mmdebstrap cannot be installed';
}

// A tree that is not whole is never found under its name.
function bootstrap(): string | undefined {
  const fresh = `${tree}.${process.pid}`;
  mkdirSync(dirname(tree), { recursive: true });
  const options = ['--variant=minbase', '--aptopt=Acquire::Check-Valid-Until "false"', '--include=asterisk'];
  const fault = run('mmdebstrap', [...options, 'forky', fresh]);
  if (fault === undefined && !existsSync(tree)) renameSync(fresh, tree);
  rmSync(fresh, { recursive: true, force: true });
  return fault === undefined ? undefined : `mmdebstrap cannot get Debian testing: ${fault}`;
}

const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function run(program: string, args: string[]): string | undefined {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 600_000 });
  return status === 0 ? undefined : (stderr?.trim().split('\n').at(-1) ?? `${program} does not run`);
}
