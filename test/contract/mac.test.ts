import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseMac, printMac } from '../../src/contract/mac.ts';

test('every usual spelling reads as the same MAC', () => {
  for (const text of ['00:04:f2:aa:bb:01', '00-04-F2-AA-BB-01', '0004.f2aa.bb01', '0004F2AABB01'])
    assert.is(parseMac(text), '0004f2aabb01');
});

test('anything else is no MAC', () => {
  for (const text of [
    '',
    '0004f2aabb0',
    '0004f2aabb011',
    '00:04:f2:aa:bb-01',
    '00:04:f2:aa:bb:0g',
    ' 0004f2aabb01',
    '0004f2aabb01\n',
  ]) {
    assert.is(parseMac(text), undefined, JSON.stringify(text));
  }
});

test('a MAC prints as people read it', () => {
  const mac = parseMac('0004f2aabb01');
  assert.is(mac && printMac(mac), '00:04:f2:aa:bb:01');
});

test.run();
