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
    const company = { packs, whole: true, packsWhole: true, year: 2026, phonesOnly: false };
    const blind = { ...company, inventory: { ...inventory, phones: untouchable } };
    told += runRules(blind, { which: name => phoneless.has(name) }).length;
  }
  assert.ok(told > 30, `only ${told} findings`);
});

const printed = (company: Parameters<typeof runRules>[0]) =>
  runRules(company, { which: name => !seesAllPhones.has(name) })
    .filter(({ message }) => !message.includes('cannot be looked up')) // one stands for all of its kind
    .map(({ rule, message, spot }) => JSON.stringify([rule, message, spot()]));

// How long names may be, the phones that there are decide; a build of few phones has no kinds of phones that are new.
const seesAllPhones = new Set(['directory']);

test('what is left out where only phones are new is said of others, and all else is said', () => {
  let [left, said] = [0, 0];
  for (const inventory of inventories()) {
    const company = { packs, whole: true, packsWhole: true, year: 2026, phonesOnly: false, inventory };
    const all = printed(company);
    const some = new Set(printed({ ...company, phonesOnly: true }));
    const ofOthers = new Set(printed({ ...company, inventory: { ...inventory, phones: [] } }));
    for (const finding of all) {
      if (some.has(finding)) said++;
      else if (++left) assert.ok(ofOthers.has(finding), finding);
    }
    assert.is([...some].filter(finding => !all.includes(finding)).length, 0);
  }
  assert.ok(left > 20 && said > 200, `${left} left out, ${said} said`);
});

test('each of those rules is one', () => {
  assert.equal(
    [...phoneless].filter(name => !ruleNames.includes(name)),
    [],
  );
});

test.run();
