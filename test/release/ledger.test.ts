import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEntry } from '../../src/contract/manifest.ts';
import { type Ledger, openLedger } from '../../src/release/ledger.ts';

const sha256 = (digit: string) => digit.repeat(64);
const noted = (ledger: Ledger): FileEntry[] => {
  const made = ledger.sorted();
  return Array.from({ length: made.length }, (_, at) => made.entry(at));
};

const entry = fc.record(
  {
    path: fc
      .array(fc.stringMatching(/^[a-z0-9é]{1,6}$/), { minLength: 1, maxLength: 3 })
      .map(a => a.join('/')),
    size: fc.nat({ max: 2 ** 48 - 1 }),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    type: fc.constantFrom('text/xml', 'text/plain'),
    mac: fc.stringMatching(/^0004f2aa[0-9a-f]{4}$/),
    site: fc.stringMatching(/^s[0-9]{1,3}$/),
  },
  { requiredKeys: ['path', 'size', 'sha256', 'type'], noNullPrototype: true },
);

test('what was noted comes by path, each path once with what was said of it last', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 2500 }), entries => {
      const ledger = openLedger();
      for (const { size, sha256, ...draft } of entries) ledger.note({ ...draft, text: '' }, { size, sha256 });
      const last = new Map(entries.map(one => [one.path, one]));
      const wanted = [...last.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      assert.equal(noted(ledger), wanted);
    }),
    { numRuns: 30 },
  );
});

test('a file that is the same as another has its size and digest', () => {
  const ledger = openLedger(path => (path === 'kept' ? { size: 7, sha256: sha256('7') } : undefined));
  const draft = { text: '', type: 'text/plain' };
  ledger.note({ ...draft, path: 'fleet' }, { size: 5, sha256: sha256('5') });
  ledger.note({ ...draft, path: 'twin', mac: '0004f2aa0001', twins: true }, { size: 6, sha256: sha256('6') });
  ledger.note({ ...draft, path: 'own', mac: '0004f2aa0002' }, { size: 1, sha256: sha256('1') });
  const none = { size: 0, sha256: sha256('0') };
  for (const same of ['fleet', 'twin', 'kept']) {
    assert.match(ledger.note({ ...draft, path: `same-${same}`, same }, none), /^(5+|6+|7+)$/);
  }
  assert.equal(
    noted(ledger).flatMap(({ size, same }) => (same === undefined ? [] : [[same, size]])),
    [
      ['fleet', 5],
      ['kept', 7],
      ['twin', 6],
    ],
  );
  assert.throws(() => ledger.note({ ...draft, path: 'x', same: 'gone' }, none), /was not made before it/);
});

test.run();
