import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileEntry } from '../../src/contract/manifest.ts';
import { digestIn, entryIn, lineOf, macIn, pathIn, sameIn, sizeIn } from '../../src/contract/manifestLine.ts';

const odd = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', '\\', ',', '"size":', '"mac":"', '"same":"', 'ö', '\n', 'a'))
    .map(parts => parts.join('')),
);
const entry = fc.record<FileEntry, 'path' | 'size' | 'sha256' | 'type'>(
  { path: odd, size: fc.nat(), sha256: odd, type: odd, mac: odd, site: odd, same: odd },
  { requiredKeys: ['path', 'size', 'sha256', 'type'] },
);

test('each part of a line is read as the whole line is, whatever stands in it', () => {
  fc.assert(
    fc.property(entry, file => {
      const { path, size, sha256, type, ...rest } = file;
      const line = lineOf({ path, size, sha256, type, ...rest });
      const { mac, site, same } = rest;
      assert.is(line, JSON.stringify({ path, size, sha256, type, mac, site, same }));
      assert.equal(
        [pathIn(line), sizeIn(line), digestIn(line), macIn(line), sameIn(line)],
        [path, size, sha256, file.mac, file.same],
      );
      assert.equal(entryIn(line), JSON.parse(JSON.stringify(file)));
    }),
    { numRuns: 2000 },
  );
});

test.run();
