// Blocks: put together they are the file, and none ends within a line.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { linesOf, readBlocks } from '../../src/contract/blocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugtone-blocks-'));
const file = join(folder, 'file');
test.after(() => rmSync(folder, { recursive: true }));

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', '\n', 'ü', '€', '😀', '\t'), maxLength: 40 }), {
  maxLength: 10,
});

test('a file is its blocks, whatever their size, and is shown byte for byte', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 50 }), (pieces, size) => {
      const text = pieces.join('');
      writeFileSync(file, text);
      const shown: Buffer[] = [];
      const blocks = [...readBlocks(file, { size, seen: bytes => shown.push(Buffer.from(bytes)) })];
      assert.is(blocks.join(''), text);
      assert.is(Buffer.concat(shown).toString(), text);
      for (const block of blocks.slice(0, -1)) assert.ok(block.endsWith('\n'));
      const lines = blocks.flatMap(block => [...linesOf(block)]);
      assert.equal(lines, text === '' ? [] : text.replace(/\n$/, '').split('\n'));
    }),
  );
});

test('a file that is not there is an error', () => {
  assert.throws(() => [...readBlocks(join(folder, 'none'), { size: 10 })], /ENOENT/);
});

test.run();
