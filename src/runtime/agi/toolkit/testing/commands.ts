// Commands: what Asterisk knows, what a dead channel may, and what an uneventful call answers.

export interface Known {
  /** allowed when the caller has hung up */
  dead: boolean;
  /** arguments behind the command's own words, at least and at most */
  least: number;
  most: number;
  /** the uneventful answer's `result=` */
  result: string;
}

// name, dead channel, arguments at least and at most, result
const table: [name: string, dead: boolean, least: number, most: number, result: string][] = [
  ['ANSWER', false, 0, 0, '0'],
  ['ASYNCAGI BREAK', true, 0, 0, '0'],
  ['CHANNEL STATUS', false, 0, 1, '6'],
  ['CONTROL STREAM FILE', false, 2, 7, '0 endpos=0'],
  ['DATABASE DEL', true, 2, 2, '1'],
  ['DATABASE DELTREE', true, 1, 2, '1'],
  ['DATABASE GET', true, 2, 2, '0'],
  ['DATABASE PUT', true, 3, 3, '1'],
  ['EXEC', true, 1, 99, '0'],
  ['GET DATA', false, 1, 3, ' (timeout)'],
  ['GET FULL VARIABLE', true, 1, 2, '0'],
  ['GET OPTION', false, 2, 3, '0 endpos=0'],
  ['GET VARIABLE', true, 1, 1, '0'],
  ['GOSUB', false, 3, 4, '0 Gosub complete'],
  ['HANGUP', false, 0, 1, '1'],
  ['NOOP', true, 0, 99, '0'],
  ['RECEIVE CHAR', false, 1, 1, '0 (timeout)'],
  ['RECEIVE TEXT', false, 1, 1, '-1'],
  ['RECORD FILE', false, 4, 7, '0 (timeout) endpos=0'],
  ['SAY ALPHA', false, 2, 2, '0'],
  ['SAY DATE', false, 2, 2, '0'],
  ['SAY DATETIME', false, 2, 4, '0'],
  ['SAY DIGITS', false, 2, 2, '0'],
  ['SAY NUMBER', false, 2, 3, '0'],
  ['SAY PHONETIC', false, 2, 2, '0'],
  ['SAY TIME', false, 2, 2, '0'],
  ['SEND IMAGE', false, 1, 1, '0'],
  ['SEND TEXT', false, 1, 1, '0'],
  ['SET AUTOHANGUP', false, 1, 1, '0'],
  ['SET CALLERID', false, 0, 99, '1'],
  ['SET CONTEXT', false, 1, 1, '0'],
  ['SET EXTENSION', false, 1, 1, '0'],
  ['SET MUSIC', false, 1, 2, '0'],
  ['SET PRIORITY', false, 1, 1, '0'],
  ['SET VARIABLE', true, 2, 2, '1'],
  ['SPEECH ACTIVATE GRAMMAR', false, 1, 1, '1'],
  ['SPEECH CREATE', false, 1, 1, '1'],
  ['SPEECH DEACTIVATE GRAMMAR', false, 1, 1, '1'],
  ['SPEECH DESTROY', true, 0, 0, '1'],
  ['SPEECH LOAD GRAMMAR', false, 2, 2, '1'],
  ['SPEECH RECOGNIZE', false, 2, 3, '1 (timeout) endpos=0'],
  ['SPEECH SET', false, 2, 2, '1'],
  ['SPEECH UNLOAD GRAMMAR', true, 1, 1, '1'],
  ['STREAM FILE', false, 2, 3, '0 endpos=0'],
  ['TDD MODE', false, 1, 1, '1'],
  ['VERBOSE', true, 1, 2, '1'],
  ['WAIT FOR DIGIT', false, 1, 1, '0'],
];

/** Every command by its words. */
export const commands: ReadonlyMap<string, Known> = new Map(
  table.map(([name, dead, least, most, result]) => [name, { dead, least, most, result }]),
);

/** The command that words begin with: `SET VARIABLE`, and its arguments. */
export function commandOf(words: string[]): { name: string; known: Known; args: string[] } | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const name = words.slice(0, length).join(' ').toUpperCase();
    const known = commands.get(name);
    if (known) return { name, known, args: words.slice(length) };
  }
  return undefined;
}
