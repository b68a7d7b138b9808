// Roster: whoever joined and has not left is in it, once.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openRoster } from '../../src/runtime/roster.ts';

test('it holds who joined and did not leave, in whatever order they go', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), moves => {
      const people = Array.from({ length: 10 }, (_, name) => ({ name, seat: -1 }));
      const roster = openRoster<(typeof people)[number]>();
      const expected = new Set<number>();
      for (const name of moves) {
        const one = people[name] ?? { name, seat: -1 };
        if (expected.delete(name)) roster.leave(one);
        else {
          roster.join(one);
          expected.add(name);
        }
        assert.equal(roster.all.map(person => person.name).sort(), [...expected].sort());
        assert.ok(roster.all.every((person, seat) => person.seat === seat));
      }
    }),
  );
});

test('leaving twice takes nobody else away', () => {
  const [a, b] = [{ seat: -1 }, { seat: -1 }];
  const roster = openRoster<{ seat: number }>();
  roster.join(a);
  roster.join(b);
  roster.leave(a);
  roster.leave(a);
  assert.equal(roster.all, [b]);
});

test.run();
