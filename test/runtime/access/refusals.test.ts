// Refusals: who was turned away and why, once a phone and reason, and not without end.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusals } from '../../../src/runtime/access/refusals.ts';
import type { Handled } from '../../../src/runtime/http/handle.ts';
import { asking, macs, userAgents } from './company.ts';

const sent = { bytes: 0, ms: 0 };

function handled(mac: string, status: number, reason?: string): Handled {
  const reply = { status, ...(reason !== undefined && { reason }) };
  return {
    reply,
    path: `/${mac}.cfg`,
    mac,
    phone: undefined,
    target: 'none',
    entry: undefined,
    inventory: undefined,
  };
}

const asked = (address: string) => asking({ target: '/', address, userAgent: userAgents.ip330 });

test('one entry a phone and reason, with how often and when', () => {
  let now = 1000;
  const { witness, list, metric } = refusals(() => now);
  witness(asked('10.0.0.1'), handled(macs.own, 403, "another phone's"), sent);
  now = 2000;
  witness(asked('10.0.0.2'), handled(macs.own, 403, "another phone's"), sent);
  witness(asked('10.0.0.2'), handled(macs.own, 401, 'wrong user or password'), sent);
  const [last, first] = list();
  assert.is(last?.reason, 'wrong user or password');
  assert.equal(
    [first?.requests, first?.firstSeen, first?.lastSeen, first?.address],
    [2, 1000, 2000, '10.0.0.2'],
  );
  assert.equal(
    metric().values.map(({ value }) => value),
    [2, 1],
  );
});

test('what is no refusal, or tells no reason, is not listed', () => {
  const { witness, list } = refusals();
  witness(asked('10.0.0.1'), handled(macs.own, 401), sent);
  witness(asked('10.0.0.1'), handled(macs.own, 404, 'no pack knows this user agent'), sent);
  witness(asked('10.0.0.1'), handled(macs.own, 200), sent);
  assert.equal(list(), []);
});

test('a flood of addresses forgets those heard of longest ago', () => {
  const { witness, list } = refusals();
  for (let number = 0; number < 2000; number++)
    witness(
      asked(`10.0.${number >> 8}.${number & 255}`),
      handled('', 403, 'an address that is not allowed'),
      sent,
    );
  assert.is(list().length, 500);
  assert.is(list()[0]?.address, '10.0.7.207');
});

test.run();
