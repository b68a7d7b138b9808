// Phones: a SIP phone registers with what was compiled for it, sees its name, calls, is called and has its lamps.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asterisk } from '../asterisk.ts';
import { type Account, desk, type Phone, play } from '../phone.ts';
import { check } from '../tally.ts';

export const alice: Account = { extension: '101', password: 'semi;colon\\and>more' };
export const zoe: Account = { extension: '102', password: '>arrow;--not a comment' };
export const bob: Account = { extension: '103', password: 'plain-103' };
const nobody: Account = { extension: '104', password: 'plain-104' };

export async function checkPhones(asterisk: Asterisk): Promise<void> {
  await checkRegistration(asterisk);
  await checkCall(asterisk);
  await checkLamp(asterisk);
  await checkMessages(asterisk);
  await checkMessage(asterisk);
}

/** A company whose files hold hashed passwords. */
export async function checkHashed(asterisk: Asterisk, whole: string): Promise<void> {
  check('hashed: no password stands in the files', whole.includes('semi'), false);
  const phone = await play(asterisk, { scenario: 'register', account: hidden });
  check('hashed: the right password registers', await phone.ended, 0);
  const stranger = await play(asterisk, { scenario: 'register', account: { ...hidden, password: 'other' } });
  check('hashed: another one does not', (await stranger.ended) === 0, false);
}

/** A phone whose line registers over TCP. */
export async function checkTransport(asterisk: Asterisk): Promise<void> {
  const transport = (extension: number) =>
    /^\s*transport\s*: (\S*)/m.exec(asterisk.cli(`pjsip show endpoint ${extension}`))?.[1];
  check(
    'an endpoint has the transport of its phones',
    [transport(301), transport(302)],
    ['transport-udp', 'transport-tcp'],
  );
  const account = { extension: '302', password: 'softphone' };
  const phone = await play(asterisk, { scenario: 'register', account, isTcp: true });
  check('a phone registers over TCP', await phone.ended, 0);
}

const hidden: Account = { extension: '301', password: 'semi;colon, never in a file' };

async function checkRegistration(asterisk: Asterisk): Promise<void> {
  for (const account of [alice, zoe, bob]) {
    const phone = await play(asterisk, { scenario: 'register', account });
    check(`${account.extension} registers with the compiled password`, await phone.ended, 0);
  }
  const account = { ...alice, password: 'semi' };
  const stranger = await play(asterisk, { scenario: 'register', account });
  const code = await stranger.ended;
  check('a wrong password is refused', [code !== 0, count(stranger, /^SIP\/2.0 200/gm)], [true, 0]);
}

async function checkCall(asterisk: Asterisk): Promise<void> {
  const phone = await desk(asterisk, alice);
  const second = await desk(asterisk, alice);
  const call = await play(asterisk, { scenario: 'call', account: zoe, keys: { to: '101' } });
  check('a phone calls another by its extension, and they talk', await call.ended, 0);
  check(
    'the called phone shows who calls, name and number',
    (await phone.message(/^INVITE[\s\S]*?^From: (.*?);tag/m))[1],
    `"Zoë Müller" <sip:102@127.0.0.1>`,
  );
  check('every phone of an extension rings', count(second, /^INVITE/gm), 1);
  for (const stopped of [phone, second]) stopped.stop();
}

async function checkLamp(asterisk: Asterisk): Promise<void> {
  const watched = await desk(asterisk, bob);
  const keys = { to: '103', event: 'dialog', accept: 'application/dialog-info+xml' };
  const lamp = await play(asterisk, { scenario: 'watch', account: zoe, keys, patience: 60 });
  await lamp.message(/<state>terminated<\/state>/);
  const call = await play(asterisk, { scenario: 'call', account: alice, keys: { to: '103' } });
  await lamp.message(/<state>early<\/state>/);
  await lamp.message(/<state>confirmed<\/state>/);
  await call.ended;
  await lamp.message(/<state>confirmed<\/state>[\s\S]*<state>terminated<\/state>/);
  check('a lamp follows the watched line: idle, ringing, talking, idle', true, true);
  for (const stopped of [watched, lamp]) stopped.stop();
}

async function checkMessages(asterisk: Asterisk): Promise<void> {
  const keys = { to: '101', event: 'message-summary', accept: 'application/simple-message-summary' };
  const phone = await play(asterisk, { scenario: 'watch', account: alice, keys, patience: 60 });
  const waiting = await phone.message(/^Messages-Waiting: (\w+)\s+Message-Account: sip:(\*97)@/m);
  check('a phone that asks for its messages is told of them, and what to dial', waiting.slice(1), [
    'no',
    '*97',
  ]);
  phone.stop();
}

/** Somebody whose phones are all off: the caller gets the mailbox and speaks, and a lamp goes on. */
async function checkMessage(asterisk: Asterisk): Promise<void> {
  writeFileSync(join(asterisk.base, 'tone.ul'), Buffer.alloc(8000, 'a tone, as good as any other '));
  const box = join(asterisk.base, 'spool/voicemail/default/104');
  mkdirSync(box, { recursive: true });
  writeFileSync(join(box, 'unavail.ulaw'), Buffer.alloc(800, 0xff)); // a greeting of its own is shorter than Asterisk's
  const keys = { to: '104', event: 'message-summary', accept: 'application/simple-message-summary' };
  const lamp = await play(asterisk, { scenario: 'watch', account: nobody, keys, patience: 60 });
  await lamp.message(/^Messages-Waiting: no/m);
  // Asterisk's prompts: any other check would wait till they are over.
  const prompts = ['codec_gsm.so', 'format_gsm.so'];
  for (const module of prompts) asterisk.cli(`module load ${module}`);
  const talk = { account: zoe, keys: { to: '104' }, talk: 9000 };
  const call = await play(asterisk, { scenario: 'speak', ...talk, patience: 40 });
  check('a caller of somebody whose phones are off is answered by the mailbox', await call.ended, 0);
  const told = await lamp.message(/^Messages-Waiting: yes[\s\S]*?^Voice-Message: (\d+\/\d+)/m);
  check('the message is there, and its owner’s phone is told', told[1], '1/0');
  lamp.stop();
  for (const module of prompts) asterisk.cli(`module unload ${module}`);
}

const count = (phone: Phone, wanted: RegExp) => phone.messages().match(wanted)?.length ?? 0;
