// Route steps: each step does one thing, can do it, and nothing stands where no call comes.

import { type Entry, sound, spotOf } from '../inventory/inventory.ts';
import { routeSteps as stepsOf } from '../inventory/routeSteps.ts';
import type { PersonWritten, RouteWritten } from '../inventory/written.ts';
import type { Path } from '../source/yaml.ts';
import { type At, ofHours } from './routeHours.ts';
import type { Company, Remark } from './rule.ts';

type People = Map<string, PersonWritten>;

/** What may stand beside each action. */
const beside: Record<string, string[]> = {
  ring: ['order', 'for', 'else', 'busy', 'noanswer', 'unavailable'],
  dial: ['for', 'else', 'busy', 'noanswer', 'unavailable'],
  say: ['then'],
  when: ['then', 'else'],
  voicemail: [],
  goto: [],
  hangup: [],
};
const actions = Object.keys(beside);
const last = ['voicemail', 'goto', 'hangup'];

// What one command of AGI holds: 2047 bytes, at 32 a person.
const mostAtOnce = 60;

export function* routeSteps({ inventory, whole }: Company): Iterable<Remark> {
  // Of an extension that is written twice the first counts: the second is told as such.
  const people: People = new Map(
    sound(inventory.people)
      .reverse()
      .map(({ key, value }) => [key, value]),
  );
  const sites = whole ? new Set(inventory.sites.map(({ key }) => key)) : undefined;
  for (const route of sound(inventory.routes)) {
    for (const { step, path } of stepsOf(route.value)) {
      const at = place(route, path);
      const action = actions.filter(name => name in step);
      if (action.length !== 1) yield* notOne(action, path, at);
      else yield* ofStep(step, String(action), at);
      yield* reachable(step, people, at);
      if (step.when) yield* ofHours(step.when, sites, at);
    }
  }
}

const place =
  (route: Entry<RouteWritten>, path: Path): At =>
  (below, part) =>
    spotOf(route, [...path, ...below], part);

function* notOne(found: string[], path: Path, at: At): Iterable<Remark> {
  const [, second] = found;
  yield second === undefined
    ? { message: `nothing happens here — a step is one of ${actions.join(', ')}`, spot: at([], 'key') }
    : {
        message: `a step does one thing, and this one would ${found.join(' and ')} — put the second into a step of its own, below ${path.length === 0 ? 'else' : 'then or else'}`,
        spot: at([second], 'key'),
      };
}

function* ofStep(step: RouteWritten, action: string, at: At): Iterable<Remark> {
  for (const name of Object.keys(step)) {
    if (name === action || beside[action]?.includes(name)) continue;
    const message = last.includes(action)
      ? `no call comes here: ${action} is the last step`
      : `${action} has no ${name} — beside it may stand ${beside[action]?.join(', ')}`;
    yield { message, spot: at([name], 'key') };
  }
  if (step.ring?.length === 0) yield { message: 'nobody rings: the list is empty', spot: at(['ring']) };
  if (step.ring && step.order !== 'each' && step.ring.length > mostAtOnce)
    yield {
      message: `${step.ring.length} people would ring at once; Asterisk takes ${mostAtOnce} — use order: each, or a queue of Asterisk's own`,
      spot: at(['ring']),
    };
  if (/^0+\s*\D$/.test(step.for ?? ''))
    yield { message: `${step.for} is no time to ring — for example "20s"`, spot: at(['for']) };
  if (step.when && Object.keys(step.when).length === 0)
    yield {
      message: 'when names no hours — say days or hours, or write what stands below then: in its place',
      spot: at(['when'], 'key'),
    };
  if (step.dial !== undefined) yield* ofDial(step.dial, at);
  if (typeof step.say === 'object' && Object.keys(step.say).length !== 1)
    yield { message: 'say wants either digits or a file', spot: at(['say']) };
  if (step.when && !step.then)
    yield { message: 'nothing happens in these hours — add then:', spot: at(['when'], 'key') };
  if (step.when && !step.else)
    yield {
      severity: 'warning',
      message: 'outside these hours the call ends — add else:, or else: { hangup: true } to say so',
      spot: at(['when'], 'key'),
    };
}

function* ofDial(dial: string, at: At): Iterable<Remark> {
  const spot = at(['dial']);
  const hole = [...dial.matchAll(/(?<!\$)\{(\w*)\}/g)].find(
    ([, name = '']) => !['number', 'rest'].includes(name),
  );
  if (hole) yield { message: `${hole[0]} is not filled in — {number} and {rest} are`, spot };
  if (/[,|]/.test(dial))
    yield { message: 'a dial string has no comma: how long it rings stands in for:', spot };
  if (/[\s"\\]/.test(dial) || !/^[^/]+\/./.test(dial))
    yield {
      message: `"${dial}" is nothing that Asterisk can dial — for example PJSIP/{number}@trunk`,
      spot,
    };
}

/** Whether a phone can ring and a mailbox can be spoken to. */
function* reachable({ ring = [], voicemail }: RouteWritten, people: People, at: At): Iterable<Remark> {
  for (const [index, extension] of ring.entries()) {
    if (ring.findIndex(other => String(other) === String(extension)) < index)
      yield { severity: 'warning', message: `${extension} rings twice`, spot: at(['ring', index]) };
    const person = people.get(String(extension));
    if (person && person.password === undefined)
      yield {
        severity: 'warning',
        message: `${extension} never rings: ${person.name} has no password, so no phone can register`,
        spot: at(['ring', index]),
      };
  }
  const owner = voicemail === undefined ? undefined : people.get(String(voicemail));
  if (owner && !owner.voicemail)
    yield {
      message: `${owner.name} has no mailbox — add voicemail: true to ${voicemail} under people:`,
      spot: at(['voicemail']),
    };
}
