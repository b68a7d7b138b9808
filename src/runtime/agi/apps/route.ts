// Route: does what git says of a dialled number, and leaves every other call alone.

import { type Dialling, type Failed, findRoute, type Route, type Speech } from '../../../contract/routes.ts';
import type { AgiData } from '../data.ts';
import { isWithin } from '../hours.ts';
import { type Command, setVariable } from '../protocol/command.ts';
import type { Env } from '../protocol/env.ts';
import type { Outcome, Steps } from './app.ts';

type RouteData = Pick<AgiData, 'routes' | 'numbering' | 'now'>;

/** The call, on its way through the steps of a route. */
interface Way {
  data: RouteData;
  /** the key of the route that was dialled */
  key: string;
  number: string;
  rest: string;
  /** how it stands, or how it ended: `ring`, `busy`, `voicemail` … */
  state: string;
}

/** Commands out, outcomes in; at the end the step that follows, if any. */
type Part = Generator<Command, Route | undefined, Outcome>;

// The compiler lets no route go round in a circle; this is for a table that somebody else has written.
const mostSteps = 50;

/**
 * Runs the route of the first argument, else of the dialled extension. PLUGTONE_ROUTE says what is done and how it
 * ended, `200:ring`, `200:answer`, or `none`. The second argument is the time limit that the call had before this
 * script was asked; it is put back before anything that takes time, so that no deadline cuts a Dial.
 */
export function* route(env: Env, data: RouteData): Steps {
  const found = findRoute(data.routes(), env.args[0] ?? env.agi_extension, data.numbering);
  if (!found) {
    yield setVariable('PLUGTONE_ROUTE', 'none');
    return 'none';
  }
  const way: Way = { ...found, data, state: 'ended' };
  const limit = env.args[1] ?? '';
  if (/^\d+(\.\d+)?$/.test(limit)) yield setVariable('TIMEOUT(absolute)', limit);
  let step: Route | undefined = found.value;
  for (let count = 0; step && count < mostSteps; count++) step = yield* take(step, way);
  return `${way.key}:${way.state}`;
}

function take(step: Route, way: Way): Part {
  if ('dial' in step) return dial(step, way);
  if ('say' in step) return say(step, way);
  if ('voicemail' in step) return voicemail(step.voicemail, way);
  if ('hangup' in step) return hangup(step.hangup, way);
  return choose(step, way);
}

// biome-ignore lint/correctness/useYield: it asks nobody, and is a part as the others are
function* choose(step: Extract<Route, { goto: string } | { when: object }>, way: Way): Part {
  if ('when' in step) return isWithin(step.when, way.data.now()) ? step.then : step.else;
  const found = findRoute(way.data.routes(), step.goto, way.data.numbering);
  if (!found) return undefined;
  way.number = found.number;
  way.rest = found.rest;
  return found.value;
}

/** Told before the step begins, so that the dialplan knows what was under way whatever becomes of us. */
function* tell(way: Way, state: string): Generator<Command, void, Outcome> {
  way.state = state;
  yield setVariable('PLUGTONE_ROUTE', `${way.key}:${state}`);
}

const failed: Record<string, Failed> = {
  BUSY: 'busy',
  NOANSWER: 'noanswer',
  CHANUNAVAIL: 'unavailable',
  CONGESTION: 'unavailable',
};

function* dial(step: Dialling, way: Way): Part {
  yield* tell(way, 'ring');
  let status = '';
  for (const target of step.dial) {
    status = yield* dialOne(`${filled(target, way)},${step.seconds}`);
    if (!(status in failed)) break;
  }
  const how = failed[status];
  if (how === undefined) {
    yield* tell(way, status === 'ANSWER' ? 'answer' : 'ended');
    return undefined;
  }
  yield* tell(way, how);
  return step[how] ?? step.else;
}

/** Rings, and says how Asterisk says that it ended: DIALSTATUS. */
function* dialOne(options: string): Generator<Command, string, Outcome> {
  // Lets Asterisk fill in which phones an extension has. Nothing that a caller sends gets into this text but digits.
  yield setVariable('AGIEXECFULL', 'yes');
  yield ['EXEC', 'Dial', { text: options }];
  const status = yield ['GET', 'VARIABLE', 'DIALSTATUS'];
  yield setVariable('AGIEXECFULL', { text: '' });
  return (status.kind === 'ok' && status.data) || 'CHANUNAVAIL';
}

function* say(step: { say: Speech; then?: Route }, way: Way): Part {
  yield* tell(way, 'say');
  yield ['ANSWER'];
  yield spoken(step.say, way);
  return step.then;
}

const nothing = { text: '' };

function spoken(speech: Speech, way: Way): Command {
  if ('digits' in speech) return ['SAY', 'DIGITS', { text: filled(speech.digits, way) }, nothing];
  if ('file' in speech) return ['STREAM', 'FILE', { text: speech.file }, nothing];
  const seconds = String(Math.floor(way.data.now().getTime() / 1000));
  const format = { text: "ABdY 'digits/at' IMp" }; // Asterisk's own; without it there is no place for the zone
  return ['SAY', 'DATETIME', seconds, nothing, format, { text: speech.datetime }];
}

function* voicemail(mailbox: string, way: Way): Part {
  const greeting = way.state === 'busy' ? 'b' : 'u';
  yield* tell(way, 'voicemail');
  yield ['EXEC', 'VoiceMail', { text: `${mailbox}@default,${greeting}` }];
  return undefined;
}

// ITU-T Q.850 causes; a call that nobody has answered is refused with them.
const causes = { normal: '16', busy: '17', congestion: '34' };

function* hangup(how: keyof typeof causes, way: Way): Part {
  yield* tell(way, 'hangup');
  yield ['EXEC', 'Hangup', causes[how]];
  return undefined;
}

const filled = (text: string, { number, rest }: Way) =>
  text.replaceAll('{number}', number).replaceAll('{rest}', rest);
