import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { assemble, type Entry, type Inventory } from '../../../src/compile/inventory/inventory.ts';
import { readSecrets } from '../../../src/compile/inventory/secrets.ts';
import type { PhoneWritten } from '../../../src/compile/inventory/written.ts';
import { loadPacks } from '../../../src/compile/packs/load.ts';
import { phoneless, ruleNames, runRules } from '../../../src/compile/rules/index.ts';
import { validatorOf } from '../../../src/compile/schemas.ts';
import { readDocuments } from '../../../src/compile/source/document.ts';
import { readTree } from '../../../src/compile/source/file.ts';
import { schemaFindings } from '../../../src/compile/source/schemaFindings.ts';

const home = join(import.meta.dirname, '..', '..', '..');
const { packs } = loadPacks(readTree(home, 'templates', ['.yaml', '.yml', '.eta']));
const validator = validatorOf('inventory');

/** The companies of all cases, with every fault that there can be. */
function* inventories(): Iterable<Inventory> {
  const cases = join(home, 'test', 'cases');
  for (const name of readdirSync(cases)) {
    const files = readTree(join(cases, name), 'inventory', ['.yaml', '.yml']);
    const documents = files.flatMap(file => readDocuments(file).documents);
    const checked = documents.map(document => ({
      document,
      faults: schemaFindings(document, validator).map(({ fault }) => fault),
    }));
    yield assemble(checked, readSecrets(undefined, false).table);
  }
}

const untouchable = new Proxy<Entry<PhoneWritten>[]>([], {
  get: () => {
    throw new Error('this rule looks at phones');
  },
});

test('a rule that is said to look at no phone looks at none', () => {
  let told = 0;
  for (const inventory of inventories()) {
    const company = { packs, whole: true, packsWhole: true, year: 2026 };
    const blind = { ...company, inventory: { ...inventory, phones: untouchable } };
    told += runRules(blind, { which: name => phoneless.has(name) }).length;
  }
  assert.ok(told > 30, `only ${told} findings`);
});

test('each of those rules is one', () => {
  assert.equal(
    [...phoneless].filter(name => !ruleNames.includes(name)),
    [],
  );
});

test.run();
