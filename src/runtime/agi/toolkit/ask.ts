// Ask: one command to Asterisk and its reply; many asked at once wait for each other.

import type { Argument, Command } from '../protocol/command.ts';
import type { Line } from '../talk.ts';
import { type Reader, type Reply, replyOf } from './reply.ts';

export interface Asker {
  ask: Ask;
  /** when everything that was asked is answered */
  idle(): Promise<unknown>;
}

export type Ask = <Value>(command: Command, read: Reader<Value>) => Promise<Reply<Value>>;

/** Asks over a line, one after the other: Asterisk leaves a second command in one write lying. */
export function asker({ ask }: Pick<Line, 'ask'>): Asker {
  let last: Promise<unknown> = Promise.resolve();
  let inFlight = 0;
  const send = <Value>(command: Command, read: Reader<Value>) =>
    new Promise<Reply<Value>>(resolve => {
      ask(command, outcome => {
        inFlight--;
        resolve(replyOf(outcome, read));
      });
    });
  const inTurn: Ask = (command, read) => {
    const isFree = inFlight === 0;
    inFlight++;
    const reply = isFree ? send(command, read) : last.then(() => send(command, read));
    last = reply;
    return reply;
  };
  return { ask: inTurn, idle: () => last };
}

/** An argument that Asterisk takes as it is, whatever is in it. */
export const text = (value: string | number): Argument => {
  const written = String(value);
  return /^[\w@./:+*#(),=&-]+$/.test(written) ? written : { text: written };
};

/** Trailing arguments: as many as are given. */
export const given = (...values: (string | number | undefined)[]): Argument[] => {
  const end = values.findLastIndex(value => value !== undefined) + 1;
  return values.slice(0, end).map(value => text(value ?? ''));
};
