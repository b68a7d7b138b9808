// Asterisk: a real one in its chroot, on loopback, with the project's generated files; gone when stopped.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tree } from './install.ts';
import { freePort } from './ports.ts';

export interface Asterisk {
  /** a folder outside the chroot, and the same as Asterisk sees it */
  base: string;
  inside: string;
  /** ports on 127.0.0.1: SIP over UDP, and the manager interface */
  sip: number;
  ami: number;
  cli(command: string): string;
  log(): string;
  /** waits until the log has a line that begins with this after Asterisk's own heading */
  line(start: string): Promise<string>;
  stop(): Promise<void>;
}

const folders = ['etc', 'lib', 'agi', 'spool', 'cache', 'run', 'log'];
const patience = 15_000;

/** Starts one with test/asterisk/etc and the `asterisk/` folder of a compiled dist. */
export async function startAsterisk(dist: string): Promise<Asterisk> {
  const inside = `/var/plugtone/${process.pid}`;
  const base = `${tree}${inside}`;
  for (const folder of folders) mkdirSync(`${base}/${folder}`, { recursive: true });
  cpSync(`${dist}/asterisk`, `${base}/etc/plugtone`, { recursive: true });
  const ports = { sip: await freePort(), ami: await freePort() };
  configure({ base, inside, ...ports });
  const conf = `${inside}/etc/asterisk.conf`;
  const child = spawn('chroot', [tree, 'asterisk', '-f', '-C', conf], { stdio: 'ignore' });
  const cli = (command: string) =>
    execFileSync('chroot', [tree, 'asterisk', '-C', conf, '-rx', command], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const log = () => readFileSync(`${base}/log/full`, 'utf8');
  const stop = () => halt(child, base);
  try {
    await until(() => cli('core waitfullybooted'), 'Asterisk to boot');
  } catch (error) {
    await stop();
    throw error;
  }
  const line = (start: string) => until(() => lineOf(log(), start), `"${start}" in Asterisk's log`);
  return { base, inside, ...ports, cli, log, line, stop };
}

async function halt(child: ChildProcess, base: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(base, { recursive: true, force: true });
}

function configure({ base, inside, sip, ami }: Pick<Asterisk, 'base' | 'inside' | 'sip' | 'ami'>): void {
  const values = new Map([
    ['BASE', inside],
    ['MODULES', modules()],
    ['SIP', String(sip)],
    ['AMI', String(ami)],
  ]);
  const etc = new URL('etc/', import.meta.url);
  for (const name of readdirSync(etc)) {
    const text = readFileSync(new URL(name, etc), 'utf8');
    writeFileSync(
      `${base}/etc/${name}`,
      text.replace(/@(\w+)@/g, (whole, key) => values.get(key) ?? whole),
    );
  }
}

function modules(): string {
  const triplet = readdirSync(`${tree}/usr/lib`).find(name => name.includes('linux-gnu')) ?? '';
  return `/usr/lib/${triplet}/asterisk/modules`;
}

// `[2026-08-01 12:00:00.000] VERBOSE[123][C-00000001] app_verbose.c: RESULT|…`
function lineOf(log: string, start: string): string | undefined {
  const at = log.indexOf(` ${start}`);
  const end = log.indexOf('\n', at);
  return at === -1 || end === -1 ? undefined : log.slice(at + 1, end);
}

/** Asks again until there is an answer; what throws is no answer. */
export async function until<Value>(ask: () => Value | undefined, what: string): Promise<Value> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) {
    try {
      const value = ask();
      if (value !== undefined) return value;
    } catch {
      // not yet
    }
  }
  throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
}
