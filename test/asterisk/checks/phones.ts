// Phones: a SIP phone registers with what was compiled for it, sees its name, calls, is called and has its lamps.

import type { Asterisk } from '../asterisk.ts';
import { type Account, desk, type Phone, play } from '../phone.ts';
import { check } from '../tally.ts';

export const alice: Account = { extension: '101', password: 'semi;colon\\and>more' };
export const zoe: Account = { extension: '102', password: '>arrow;--not a comment' };
export const bob: Account = { extension: '103', password: 'plain-103' };

export async function checkPhones(asterisk: Asterisk): Promise<void> {
  await checkRegistration(asterisk);
  await checkCall(asterisk);
  await checkLamp(asterisk);
  await checkMessages(asterisk);
}

/** A company whose files hold hashed passwords. */
export async function checkHashed(asterisk: Asterisk, whole: string): Promise<void> {
  check('hashed: no password stands in the files', whole.includes('semi'), false);
  const phone = await play(asterisk, { scenario: 'register', account: hidden });
  check('hashed: the right password registers', await phone.ended, 0);
  const stranger = await play(asterisk, { scenario: 'register', account: { ...hidden, password: 'other' } });
  check('hashed: another one does not', (await stranger.ended) === 0, false);
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

const count = (phone: Phone, wanted: RegExp) => phone.messages().match(wanted)?.length ?? 0;
