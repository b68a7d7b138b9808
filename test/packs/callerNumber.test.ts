// Caller number: the emitted script reads numbers as the app does, in every country.

import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.min';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readNumber } from '../../src/contract/numbering.ts';
import { readByScript } from './callerScript.ts';
import { compiled, fleet } from './company.ts';
import { written } from './spellings.ts';

test('every country: numbers in any spelling are read as the app reads them', () => {
  for (const [index, country] of getCountries(metadata).entries()) {
    const outside = ['', '9', '0'][index % 3] ?? '';
    const { plan, artifacts } = compiled({ fleet: { ...fleet, country, ...(outside && { outside }) } });
    const script = artifacts.find(({ path }) => path === 'agi/caller-name.sh');
    assert.ok(script);
    const texts = fc.sample(written(plan.numbering), { seed: 7, numRuns: 120 });
    const expected = texts
      .map(text => readNumber(text, plan.numbering))
      .map(({ kind, number }) => `${kind} ${number}`);
    const read = readByScript(script, ['sh'], texts);
    for (const [turn, text] of texts.entries())
      assert.is(read[turn], expected[turn], `${country} ${JSON.stringify(text)}`);
    assert.is(read.length, texts.length + 1);
  }
});

test.run();
