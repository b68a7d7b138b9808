// Golden: what was rendered once and read by a person, compared byte for byte. UPDATE_GOLDEN=1 writes it anew.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';

const folder = join(import.meta.dirname, 'golden');

/** Compares a text with the golden file of that name; the text of a file that is not there yet is no match. */
export function matchesGolden(name: string, text: string): void {
  const path = join(folder, name);
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  assert.ok(existsSync(path), `${name} is not there: look at it, then UPDATE_GOLDEN=1`);
  assert.fixture(text, readFileSync(path, 'utf8'), name);
}
