// Routes: what git says of a dialled number is what a call gets, and no trouble of the server ends a call.

import { type Asterisk, until } from '../asterisk.ts';
import { desk, type Phone, play } from '../phone.ts';
import { deadPort, startServer } from '../server.ts';
import { check } from '../tally.ts';
import { alice, bob, zoe } from './phones.ts';

let calls = 0;

interface Ended {
  /** PLUGTONE_ROUTE */
  route: string;
  /** DIALSTATUS */
  dialled: string;
  cause: string;
}

export async function checkRoutes(asterisk: Asterisk, dist: string): Promise<void> {
  const phones = [
    await desk(asterisk, alice),
    await desk(asterisk, zoe, 'busy'),
    await desk(asterisk, bob, 'rings'),
  ];
  const { child } = await serve(asterisk, dist, '2026-08-05T12:00:00-05:00');
  await checkDialling(asterisk);
  await checkStrangers(asterisk);
  await checkClock(asterisk, dist);
  child.kill();
  await checkTalks(asterisk, dist);
  for (const phone of phones) phone.stop();
}

async function serve(asterisk: Asterisk, dist: string, ...moment: string[]) {
  const server = await startServer(dist, 'agiServer.ts', ...moment);
  asterisk.cli(`dialplan set global PLUGTONE_AGI 127.0.0.1:${server.port}`);
  return server;
}

async function checkDialling(asterisk: Asterisk): Promise<void> {
  const answered = await dial(asterisk, '713');
  check(
    'a dial pattern dials what was dialled',
    [answered.route, answered.dialled],
    ['7xx:answer', 'ANSWER'],
  );
  await asterisk.line('FAR|713|');
  await dial(asterisk, '9015');
  await asterisk.line('FAR|015|');
  check('{rest} is what stands for the dot', true, true);
  const mailbox = dial(asterisk, '210');
  await asterisk.line('AGI Script Executing Application: (VoiceMail) Options: (101@default,u)');
  asterisk.cli('channel request hangup all');
  check('nobody answers: the mailbox', (await mailbox).route, '210:voicemail');
  const busy = await dial(asterisk, '211');
  check(
    'busy: its own step, with the busy tone',
    [busy.route, busy.dialled, busy.cause],
    ['211:hangup', 'BUSY', '17'],
  );
  const away = await dial(asterisk, '212');
  check('no phone there: its own step, through a goto', [away.route, away.dialled], ['212:answer', 'ANSWER']);
  const long = await dial(asterisk, '214');
  check(
    `a Dial outlasts every deadline (${long.seconds} s)`,
    [long.route, long.seconds >= 8],
    ['214:hangup', true],
  );
  const spoken = await dial(asterisk, '216');
  check('the time and digits are spoken, then the call goes on', spoken.route, '216:answer');
  const gone = originate(asterisk, '214');
  await until(
    () => /PJSIP\/103/.exec(asterisk.cli('core show channels concise')) ?? undefined,
    'the phone to ring',
  );
  const [caller = ''] =
    new RegExp(`^Local/${gone}\\*[^!]*;2`, 'm').exec(asterisk.cli('core show channels concise')) ?? [];
  asterisk.cli(`channel request hangup ${caller}`);
  const { route, dialled } = await ended(asterisk, gone);
  check('a caller who hangs up while it rings ends it quietly', [route, dialled], ['214:ring', 'CANCEL']);
}

/** Numbers that no route answers to, and texts that are none. */
async function checkStrangers(asterisk: Asterisk): Promise<void> {
  const strangers = ['555', '200@far', '713&Local/1@far', '7$1', '713"', '713\nSET VARIABLE X y', '7١٣', ''];
  for (const number of strangers) {
    const id = originate(asterisk, number);
    const [, , route, taken, limit = ''] = (await asterisk.line(`ROUTED|${id}|`)).split('|');
    const isBack = Number(limit) > 50 && Number(limit) <= 60;
    const isLeft = route === 'none' || route === '';
    check(
      `${JSON.stringify(number)} is no route: the call goes on as it was`,
      [isLeft, taken, isBack],
      [true, '0', true],
    );
  }
}

async function checkClock(asterisk: Asterisk, dist: string): Promise<void> {
  const moments: [string, string][] = [
    ['2026-08-05T08:00:00-05:00', '215:answer'],
    ['2026-08-05T16:59:59-05:00', '215:answer'],
    ['2026-08-05T17:00:00-05:00', '215:hangup'],
    ['2026-08-08T12:00:00-05:00', '215:hangup'],
    ['2026-12-25T12:00:00-06:00', '215:hangup'],
  ];
  for (const [moment, route] of moments) {
    const { child } = await serve(asterisk, dist, moment);
    check(`at ${moment} the hours of a route give ${route}`, (await dial(asterisk, '215')).route, route);
    child.kill();
  }
}

/** Real phones on both ends. */
async function checkTalks(asterisk: Asterisk, dist: string): Promise<void> {
  const group = (to: string, talk: number) =>
    play(asterisk, { scenario: 'call', account: zoe, keys: { to }, talk });
  const { child } = await serve(asterisk, dist);
  check('a phone dials a group, and one of it answers', await (await group('200', 300)).ended, 0);
  check(
    'one after the other: the second answers where the first is busy',
    await (await group('213', 300)).ended,
    0,
  );
  const talk = await group('200', 3000);
  await talk.message(/^SIP\/2.0 200/m);
  child.kill('SIGKILL');
  check('a killed server drops no talk', [await talk.ended, hungUpBy(talk)], [0, 'caller']);
  asterisk.cli(`dialplan set global PLUGTONE_AGI 127.0.0.1:${await deadPort()}`);
  check('without a server a group still rings', await (await group('200', 300)).ended, 0);
}

// A BYE that came in would have been an unexpected message to the scenario, too.
const hungUpBy = (phone: Phone) =>
  /^BYE [^\n]+\n(?=Via: SIP\/2.0\/UDP 127.0.0.1:\d+;branch)/m.test(phone.messages()) ? 'caller' : 'somebody';

function originate(asterisk: Asterisk, number: string): number {
  const id = ++calls;
  asterisk.cli(`channel originate Local/${id}*x*${encodeURIComponent(number)}@routed application Wait 20`);
  return id;
}

async function dial(asterisk: Asterisk, number: string): Promise<Ended & { seconds: number }> {
  const began = Date.now();
  const end = await ended(asterisk, originate(asterisk, number));
  return { ...end, seconds: Math.floor((Date.now() - began) / 1000) };
}

async function ended(asterisk: Asterisk, id: number): Promise<Ended> {
  const [, , route = '', dialled = '', cause = ''] = (await asterisk.line(`ENDED|${id}|`)).split('|');
  return { route, dialled, cause };
}
