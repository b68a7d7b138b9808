// Message: the manager interface's text, whole or in pieces.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { field, messageReader, printMessage } from '../../../src/release/announce/message.ts';

test('a message is its lines and an empty one', () => {
  assert.is(
    printMessage([
      ['Action', 'PJSIPNotify'],
      ['Variable', 'Event=check-sync'],
    ]),
    'Action: PJSIPNotify\r\nVariable: Event=check-sync\r\n\r\n',
  );
});

test('a value that would begin a command of its own is refused', () => {
  for (const value of ['x\r\nAction: Originate', 'x\ny', 'x\ry', 'x\0'])
    assert.throws(() => printMessage([['Endpoint', value]]), /line break/);
  assert.throws(() => printMessage([['Action: Originate', 'x']]));
});

test('messages come in pieces of any size, behind a greeting', () => {
  const text =
    'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\nActionID: 1\r\nChallenge: 12345\r\n\r\nEvent: X\r\nEmpty: \r\nUri: sip:101@127.0.0.1:5060\r\n\r\n';
  for (const size of [1, 2, 7, 1000]) {
    const reader = messageReader();
    const messages = [];
    for (let at = 0; at < text.length; at += size) messages.push(...reader.take(text.slice(at, at + size)));
    assert.is(messages.length, 2);
    assert.is(field(messages[0] ?? [], 'challenge'), '12345');
    assert.is(field(messages[1] ?? [], 'Uri'), 'sip:101@127.0.0.1:5060');
    assert.is(field(messages[1] ?? [], 'Empty'), '');
    assert.is(field(messages[1] ?? [], 'Nothing'), '');
  }
});

test('what never ends a message is no manager interface', () => {
  const reader = messageReader();
  assert.throws(() => reader.take('x'.repeat(2_000_000)), /no manager interface/);
});

test.run();
