// CIDR: networks are read strictly and compared as node:net does it.

import { BlockList } from 'node:net';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  holds,
  type Network,
  networkTest,
  parseAddress,
  parseNetwork,
  printAddress,
} from '../../src/contract/cidr.ts';

function network(text: string): Network {
  const read = parseNetwork(text);
  if ('fault' in read) throw new Error(`${text} ${read.fault}`);
  return read;
}

function address(text: string) {
  const read = parseAddress(text);
  if (!read) throw new Error(`${text} is no address`);
  return read;
}

test('an address is read in every usual spelling', () => {
  assert.equal(address('10.20.0.1'), { family: 4, value: 0x0a140001n });
  assert.equal(address('::ffff:10.20.0.1'), address('10.20.0.1'));
  assert.equal(address('::ffff:a14:1'), address('10.20.0.1'));
  assert.equal(address('2001:db8::1').value, 0x20010db8000000000000000000000001n);
  assert.equal(address('fe80::1%eth0'), address('fe80::1'));
  assert.equal(address('::').value, 0n);
});

test('what is no address is none', () => {
  for (const text of [
    '',
    '10.20.0',
    '010.0.0.1',
    '10.0.0.256',
    '1.2.3.4:80',
    'localhost',
    '::g',
    '1::2::3',
    ' 10.0.0.1',
  ])
    assert.is(parseAddress(text), undefined, text);
});

test('a malformed network says what is wrong and what instead', () => {
  const faults: Record<string, RegExp> = {
    '': /is no network/,
    '*': /is no network/,
    '10.0.0.0/': /is no network/,
    '10.0.0.0/8/8': /is no network/,
    '10.0.0.0/-1': /is no network/,
    '10.0.0/8': /is no network/,
    '10.0.0.0 /8': /is no network/,
    'prov.example.com/8': /is no network/,
    '10.0.0.0/33': /from \/0 to \/32/,
    '10.0.0.0/08': /from \/0 to \/32/,
    '2001:db8::/129': /from \/0 to \/128/,
    '::ffff:10.0.0.0/8': /from \/96 to \/128/,
    '10.20.3.1/16': /did you mean "10\.20\.0\.0\/16"/,
    '2001:db8::1/64': /did you mean "2001:db8::\/64"/,
  };
  for (const [text, message] of Object.entries(faults)) {
    const read = parseNetwork(text);
    assert.match('fault' in read ? read.fault : 'no fault', message, text);
  }
});

test('a network within another is held by it', () => {
  assert.ok(holds(network('10.0.0.0/8'), network('10.20.0.0/16')));
  assert.ok(holds(network('10.0.0.0/8'), network('::ffff:10.20.0.0/112')));
  assert.not(holds(network('10.20.0.0/16'), network('10.0.0.0/8')));
  assert.not(holds(network('::/0'), network('10.0.0.0/8')));
});

test('everything of one family is no network of the other', () => {
  const all4 = networkTest([network('0.0.0.0/0')]);
  assert.ok(all4(address('255.255.255.255')));
  assert.ok(all4(address('::ffff:1.2.3.4')));
  assert.not(all4(address('2001:db8::1')));
  assert.not(networkTest([network('::/0')])(address('10.0.0.1')));
  assert.not(networkTest([])(address('10.0.0.1')));
});

const bits = (width: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(width)) - 1n });
// Few high bits, so that addresses fall into the networks and networks into each other.
const close = (width: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), bits(width - 8))
    .map(([top, low]) => (BigInt(top) << BigInt(width - 8)) | low);

for (const [family, width] of [
  [4, 32],
  [6, 128],
] as const) {
  test(`IPv${family} networks agree with node:net's BlockList`, () => {
    const networks = fc.array(fc.tuple(close(width), fc.integer({ min: 0, max: width })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(networks, fc.array(close(width), { minLength: 1, maxLength: 20 }), (list, values) => {
        const reference = new BlockList();
        const texts = list.map(([value, prefix]) => {
          const hosts = (1n << BigInt(width - prefix)) - 1n;
          const first = printAddress({ family, value: value & ~hosts });
          reference.addSubnet(first, prefix, family === 4 ? 'ipv4' : 'ipv6');
          return `${first}/${prefix}`;
        });
        const among = networkTest(texts.map(network));
        const edges = texts.map(network).flatMap(({ first, last }) => [first, last, last + 1n, first - 1n]);
        for (const value of [...values, ...edges].filter(
          value => value >= 0n && value >> BigInt(width) === 0n,
        )) {
          // node:net takes an IPv6 address in ::ffff:0:0/96 for IPv4; so do we, and neither belongs here.
          if (family === 6 && value >> 32n === 0xffffn) continue;
          const text = printAddress({ family, value });
          assert.is(
            among(address(text)),
            reference.check(text, family === 4 ? 'ipv4' : 'ipv6'),
            `${text} in ${texts}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
}

test.run();
