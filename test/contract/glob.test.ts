import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globTest } from '../../src/contract/glob.ts';

test('a star stands for a run of characters in one segment', () => {
  const matches = globTest('*.sip.ld');
  assert.ok(matches('2345-12200-001.sip.ld'));
  assert.not(matches('3.3.5/2345-12200-001.sip.ld'));
  assert.not(matches('2345-12200-001.sipxld'));
});

test('two stars cross segments', () => {
  assert.ok(globTest('languages/**')('languages/en/a.xml'));
  assert.not(globTest('languages/**')('other/en/a.xml'));
});

test.run();
