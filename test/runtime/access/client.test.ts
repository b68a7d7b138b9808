// Client: who asks, behind proxies that are trusted and those that are not.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOf, neighbourhood } from '../../../src/runtime/access/client.ts';

const at = (socket: string, forwarded: string | undefined, proxies: number) =>
  clientOf(socket, forwarded, proxies).text;

test('without the flag X-Forwarded-For is never believed', () => {
  assert.is(at('192.0.2.9', '10.0.0.1', 0), '192.0.2.9');
});

test('one proxy wrote the last entry; what stands left of it anybody may have written', () => {
  assert.is(at('10.0.0.2', '10.9.9.9, 198.51.100.7', 1), '198.51.100.7');
  assert.is(at('10.0.0.2', '198.51.100.7', 1), '198.51.100.7');
});

test('two proxies: the second entry from the right', () => {
  assert.is(at('10.0.0.2', '10.9.9.9, 198.51.100.7, 10.0.0.3', 2), '198.51.100.7');
});

test('an entry that is missing or no address is the socket’s', () => {
  for (const forwarded of [undefined, '', 'unknown', '198.51.100.7, _hidden', '198.51.100.7,', '300.1.1.1'])
    assert.is(at('10.0.0.2', forwarded, 1), '10.0.0.2', String(forwarded));
  assert.is(at('10.0.0.2', '198.51.100.7', 2), '10.0.0.2', 'fewer entries than proxies');
});

test('ports and brackets that some proxies write are taken off', () => {
  assert.is(at('10.0.0.2', '198.51.100.7:4711', 1), '198.51.100.7');
  assert.is(at('10.0.0.2', '[2001:db8::7]:4711', 1), '2001:db8:0:0:0:0:0:7');
  assert.is(at('10.0.0.2', '2001:db8::7', 1), '2001:db8:0:0:0:0:0:7');
});

test('IPv4 written as IPv6 is IPv4', () => {
  assert.equal(
    clientOf('::ffff:10.20.0.7', undefined, 0).address(),
    clientOf('10.20.0.7', undefined, 0).address(),
  );
  assert.is(at('10.0.0.2', '::ffff:198.51.100.7', 1), '198.51.100.7');
});

test('guesses are counted by IPv4 address, and by /64 of IPv6', () => {
  assert.is(neighbourhood(clientOf('10.20.0.7', undefined, 0)), '10.20.0.7');
  const one = neighbourhood(clientOf('2001:db8:1:2:aaaa::1', undefined, 0));
  assert.is(one, '2001:db8:1:2::/64');
  assert.is(neighbourhood(clientOf('2001:db8:1:2:bbbb::9', undefined, 0)), one);
  assert.is.not(neighbourhood(clientOf('2001:db8:1:3::9', undefined, 0)), one);
});

test.run();
