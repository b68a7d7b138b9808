// Run: `npm run test:asterisk`. Real calls in a real Asterisk 22, each check a sentence, the counts on the last line.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Asterisk, startAsterisk } from './asterisk.ts';
import { checkLoading, checkMeaning } from './checks/files.ts';
import { checkExtensions, checkForgery, checkNames } from './checks/names.ts';
import { checkNotify } from './checks/notify.ts';
import { checkHashed, checkPhones, checkTransport } from './checks/phones.ts';
import { checkRoutes } from './checks/routes.ts';
import { checkSpeed } from './checks/speed.ts';
import { checkToolkit } from './checks/toolkit.ts';
import { checkTrouble } from './checks/trouble.ts';
import { compile, installScript } from './compiled.ts';
import { install } from './install.ts';
import { hasSipp } from './phone.ts';
import { startServer } from './server.ts';
import { check, closeTally } from './tally.ts';

const sample = resolve(import.meta.dirname, '../..');

async function checkCalls(asterisk: Asterisk, dist: string): Promise<void> {
  const { port, child } = await startServer(dist);
  asterisk.cli(`dialplan set global PLUGTONE_AGI 127.0.0.1:${port}`);
  const script = installScript(asterisk, dist);
  const shScript = `${asterisk.inside}/dist/agi/caller-name.sh`;
  asterisk.cli(`dialplan set global SCRIPT ${script}`);
  asterisk.cli(`dialplan set global SHSCRIPT ${shScript}`);
  asterisk.cli(`dialplan set global ROUTESCRIPT ${script.replace('caller-name', 'route')}`);
  try {
    for (const context of ['inbound', 'script', 'sh-script'] as const) await checkNames(asterisk, context);
    await checkExtensions(asterisk);
    await checkForgery(asterisk);
    await checkTrouble(asterisk, dist);
    await checkToolkit(asterisk);
    await checkSpeed(asterisk, `127.0.0.1:${port}`, [script, `/bin/sh,${shScript}`]);
  } finally {
    child.kill();
  }
}

async function within(dist: string, use: (asterisk: Asterisk) => void | Promise<void>): Promise<void> {
  const asterisk = await startAsterisk(dist);
  try {
    await use(asterisk);
  } catch (error) {
    console.log(asterisk.log().split('\n').slice(-40).join('\n'));
    throw error;
  } finally {
    await asterisk.stop();
  }
}

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plugtone-asterisk-'));
  try {
    compile(join(import.meta.dirname, 'company'), join(folder, 'company'));
    await within(join(folder, 'company'), async asterisk => {
      checkLoading(asterisk, 'the test company');
      checkMeaning(asterisk);
      await checkPhones(asterisk);
      await checkCalls(asterisk, join(folder, 'company'));
      await checkRoutes(asterisk, join(folder, 'company'));
      await checkNotify(asterisk, join(folder, 'repo'));
    });
    compile(join(import.meta.dirname, 'hashed'), join(folder, 'hashed'));
    await within(join(folder, 'hashed'), async asterisk => {
      checkLoading(asterisk, 'a company with hashed passwords');
      const files = readFileSync(join(folder, 'hashed/asterisk/pjsip_plugtone.conf'), 'utf8');
      await checkHashed(asterisk, files);
      await checkTransport(asterisk);
    });
    if (!existsSync(join(sample, 'inventory'))) return;
    compile(sample, join(folder, 'sample'));
    await within(join(folder, 'sample'), asterisk => checkLoading(asterisk, 'the sample company'));
  } catch (error) {
    check(`the run comes to its end: ${error instanceof Error ? error.message : error}`, false, true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const reason = install() ?? (hasSipp() ? undefined : 'there is no sipp (sip-tester) to play phones');
if (reason === undefined) {
  await run();
  closeTally();
} else {
  console.log(`SKIPPED: ${reason}`);
  console.log('0 passed, 0 failed, 1 skipped');
}
