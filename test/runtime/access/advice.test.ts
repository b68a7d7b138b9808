// Advice: rules that let in everybody, or nobody, are told at the start.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type AccessData, noRules } from '../../../src/contract/access.ts';
import { adviceOn } from '../../../src/runtime/access/advice.ts';
import { accessTable } from '../../../src/runtime/access/table.ts';

const everywhere = { host: '0.0.0.0', hasList: false, asksCertificates: false };
const advice = (rules: Partial<AccessData>, setting: Partial<typeof everywhere> = {}) =>
  adviceOn(accessTable({ ...noRules, ...rules }), { ...everywhere, ...setting }).map(text =>
    text.slice(0, 12),
  );

test('an open server says that it is one, unless only this machine can reach it', () => {
  assert.equal(advice({}), ['whoever reac']);
  assert.equal(advice({}, { host: '::' }), ['whoever reac']);
  for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost'])
    assert.equal(advice({}, { host }), [], host);
});

test('networks or a login make it quiet', () => {
  assert.equal(advice({ allow: ['10.0.0.0/8'] }), []);
  assert.equal(advice({}, { hasList: true }), []);
  assert.equal(advice({ auth: { ...noRules.auth, scheme: 'basic' } }), []);
});

test('certificates that nobody can show are told', () => {
  const certificates = { ...noRules.certificates, require: true };
  assert.equal(advice({ certificates }), ['the inventor']);
  assert.equal(advice({ certificates }, { asksCertificates: true }), []);
});

test.run();
