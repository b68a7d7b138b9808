// Transcripts: sessions of a real Asterisk, replayed through ours, come to the right values.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode } from '../../../src/runtime/agi/protocol/env.ts';
import { openSession } from '../../../src/runtime/agi/session.ts';
import type { Ending } from '../../../src/runtime/agi/talk.ts';
import { type Reply, replyOf } from '../../../src/runtime/agi/toolkit/reply.ts';
import { wordsOf } from '../../../src/runtime/agi/toolkit/testing/words.ts';
import { type Exchange, type Transcript, transcripts } from './transcript.ts';

/** Says the transcript's commands one after the other and hears its answers; tells what each came to. */
function replay({ env, exchanges }: Transcript): { replies: Reply<string>[]; endings: Ending[] } {
  const replies: Reply<string>[] = [];
  const endings: Ending[] = [];
  let at = 0;
  const session = openSession({
    wire: {
      write: text => {
        const { command = '', answer = '' } = exchanges[at] ?? {};
        assert.equal(wordsOf(text.slice(0, -1)), wordsOf(decode(command)));
        queueMicrotask(() => session.receive(Buffer.from(answer, 'latin1')));
      },
      end: () => {},
    },
    route:
      () =>
      ({ ask, done }) => {
        const next = () => {
          const exchange = exchanges[at];
          if (!exchange) return done('all said');
          ask(commandOf(exchange), outcome => {
            replies.push(replyOf(outcome, ({ result }) => ({ value: result })));
            at++;
            next();
          });
        };
        next();
      },
    ended: ending => endings.push(ending),
  });
  session.receive(Buffer.from(env, 'latin1'));
  return { replies, endings };
}

// Quoted, every word says what it said; a line that no quoting can carry stays as it is and must be refused.
const commandOf = ({ command }: Exchange) =>
  /[\r\n\0]/.test(command) || Buffer.byteLength(command) > 2047
    ? [{ text: decode(command) }]
    : wordsOf(decode(command)).map((text, index) => (index === 0 ? text : { text }));

const shown = (reply: Reply<string>) =>
  reply.ok
    ? `ok ${[reply.value, reply.data === undefined ? undefined : `(${reply.data})`, reply.endpos].filter(part => part !== undefined).join(' ')}`
    : `${reply.refusal}${reply.refusal === 'usage' ? ` ${reply.text.split('\n').length} lines` : ''}`;

for (const transcript of transcripts()) {
  test(`${transcript.name.replace(/-|\.txt$/g, ' ').trim()} replays to the right values`, async () => {
    const { replies, endings } = replay(transcript);
    for (let turn = 0; turn < 200; turn++) await Promise.resolve();
    assert.equal(
      replies
        .map(shown)
        .map((line, index) => `${transcript.exchanges[index]?.command.slice(0, 60)} = ${line}`),
      transcript.exchanges
        .slice(0, replies.length)
        .map(({ command, expected }) => `${command.slice(0, 60)} = ${decode(expected)}`),
    );
    assert.ok(endings.every(({ kind }) => kind === 'done'));
  });
}

test.run();
