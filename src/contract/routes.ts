// Routes: what the AGI app `route` does with a dialled number.

import { type Numbering, readNumber } from './numbering.ts';

/** When a step holds. An empty list of days or hours is any. */
export interface When {
  /** IANA time zone in which the rest is meant */
  zone: string;
  /** 0 is Sunday */
  days: number[];
  /** minutes since midnight, from and up to; where the second is not larger it is on the next day */
  hours: [from: number, to: number][];
  /** `2026-12-25`, or `12-25` in every year: never on these */
  holidays: string[];
}

/** What is spoken: the time in a zone, digits one by one, or a sound file by its Asterisk name. */
export type Speech = { datetime: string } | { digits: string } | { file: string };

/** Ways in which dialling fails; `else` stands for those that are not named. */
export type Failed = 'busy' | 'noanswer' | 'unavailable' | 'else';

/** Dial strings, tried one after the other for so many seconds each. */
export type Dialling = { dial: string[]; seconds: number } & { [failed in Failed]?: Route };

/** One step, with those that may follow it. `{number}` and `{rest}` in texts are filled in at the call. */
export type Route =
  | Dialling
  | { when: When; then: Route; else?: Route }
  | { say: Speech; then?: Route }
  | { voicemail: string }
  | { hangup: 'normal' | 'busy' | 'congestion' }
  | { goto: string };

/** Routes by their key: a number, or a pattern in which x is any digit and a dot at the end one or more of anything that can be dialled. */
export interface RouteTable<Value = Route> {
  exact: Map<string, Value>;
  /** the more telling ones first */
  patterns: { key: string; test: RegExp; value: Value }[];
}

/** A route that was found, by its key; `rest` is what stands for its pattern's holes. */
export interface FoundRoute<Value = Route> {
  key: string;
  number: string;
  rest: string;
  value: Value;
}

/** What a keypad and a plus sign can send; nothing else ever gets into a dial string. */
const isDialled = (number: string) => /^[0-9*#+]{1,32}$/.test(number);

export function routeTable<Value>(routes: Iterable<[key: string, value: Value]>): RouteTable<Value> {
  const all = [...routes];
  const patterns = all.filter(([key]) => isPattern(key)).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  return {
    exact: new Map(all.filter(([key]) => !isPattern(key))),
    patterns: patterns.map(([key, value]) => ({ key, test: patternTest(key), value })),
  };
}

/** The route of a dialled number: as it stands, else as the telephone number that it means. */
export function findRoute<Value>(
  table: RouteTable<Value>,
  dialled: string,
  numbering: Numbering,
): FoundRoute<Value> | undefined {
  if (!isDialled(dialled)) return undefined;
  const read = readNumber(dialled, numbering);
  return findKey(table, dialled) ?? (read.kind === 'e164' ? findKey(table, read.number) : undefined);
}

function findKey<Value>(
  { exact, patterns }: RouteTable<Value>,
  number: string,
): FoundRoute<Value> | undefined {
  const value = exact.get(number);
  if (value !== undefined) return { key: number, number, rest: '', value };
  const found = patterns.find(({ test }) => test.test(number));
  return found && { ...found, number, rest: number.slice(found.key.search(/[x.]/)) };
}

const isPattern = (key: string) => /[x.]/.test(key);

const patternTest = (key: string) =>
  new RegExp(`^${key.replace(/[*+]/g, '\\$&').replaceAll('x', '\\d').replace(/\.$/, '[0-9*#+]+')}$`);

// From left to right a digit says more than an x, and an x more than a dot, as in Asterisk's dialplan.
const rank = (key: string) => key.replaceAll('x', '{').replace('.', '|');

/** The text of routes.json: valid JSON, one route a line, sorted by number. */
export function* printRoutes(routes: Iterable<[string, Route]>): Iterable<string> {
  yield '{';
  let separator = '\n';
  for (const [number, route] of [...routes].sort(([a], [b]) => (a < b ? -1 : 1))) {
    yield `${separator}${JSON.stringify(number)}:${JSON.stringify(route)}`;
    separator = ',\n';
  }
  yield '\n}\n';
}

/** Reads routes.json; throws an Error that names the route which no plugtone has written. */
export function readRoutes(text: string): RouteTable {
  const entries = Object.entries(JSON.parse(text));
  return routeTable(
    entries.map(([key, value]) => {
      if (isRoute(value)) return [key, value] as const;
      throw new Error(`route ${key} in routes.json is of another version — run plugtone build`);
    }),
  );
}

function isRoute(value: unknown): value is Route {
  if (typeof value !== 'object' || value === null) return false;
  const step = new Map<string, unknown>(Object.entries(value));
  const below = ['then', 'else', 'busy', 'noanswer', 'unavailable'].map(name => step.get(name));
  if (below.some(next => next !== undefined && !isRoute(next))) return false;
  const [action, ...others] = [...actions].filter(([name]) => step.has(name));
  return action !== undefined && others.length === 0 && action[1](step);
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every(item => typeof item === 'string');
const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const actions = new Map<string, (step: Map<string, unknown>) => boolean>([
  ['dial', step => isTexts(step.get('dial')) && Number.isInteger(step.get('seconds'))],
  ['when', step => isObject(step.get('when')) && step.has('then')],
  ['say', step => isObject(step.get('say'))],
  ['voicemail', step => typeof step.get('voicemail') === 'string'],
  ['hangup', step => typeof step.get('hangup') === 'string'],
  ['goto', step => typeof step.get('goto') === 'string'],
]);
