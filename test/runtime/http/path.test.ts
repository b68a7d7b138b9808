// Path: what a request target means, and the MAC in it.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { macIn, readPath } from '../../../src/runtime/http/path.ts';

test('a MAC is found in any letter case, wherever a vendor puts it in the name', () => {
  assert.is(readPath('/0004F2AABB01.cfg'), '/0004f2aabb01.cfg');
  assert.is(readPath('/acme/one/cfg0004F2AABB01.xml'), '/acme/one/cfg0004f2aabb01.xml');
  assert.is(readPath('/modelD735-0004F2AABB01.htm'), '/modelD735-0004f2aabb01.htm');
  assert.is(readPath('/ABCDEF/0004F2AABB01-app.log'), '/ABCDEF/0004f2aabb01-app.log');
});

test('thirteen hex digits are no MAC', () => assert.is(readPath('/A0004F2AABB01.cfg'), '/A0004F2AABB01.cfg'));

test('the MAC of a name is known, and the zeros that stand for everybody are none', () => {
  assert.is(macIn('/acme/one/cfg0004f2aabb01.xml'), '0004f2aabb01');
  assert.is(macIn('/000000000000.cfg'), '');
  assert.is(macIn('/y000000000028.cfg'), '');
  assert.is(macIn('/0004f2aabb01/sip.ld'), '');
});

test('queries, doubled slashes and one round of escapes are taken off', () => {
  assert.is(readPath('/a//b///c.cfg?x=/../y'), '/a/b/c.cfg');
  assert.is(readPath('/a%20b.cfg'), '/a b.cfg');
});

test('tricks mean nothing', () => {
  for (const target of [
    '',
    '*',
    'a',
    '/../etc/passwd',
    '/%2e%2e/x',
    '/a/.hidden',
    '/%00',
    '/a%5cb',
    '/%zz',
    'ftp://h/a',
    'http:/a',
    'http:///a',
    'http://h/../a',
    '//h/../a',
  ])
    assert.is(readPath(target), undefined, target);
  assert.is(readPath('/%252e%252e/x'), '/%2e%2e/x'); // decoded once: a name that is nowhere
});

test('a target with a host, as a proxy is asked, means its path (RFC 9112, 3.2.2)', () => {
  assert.is(readPath('http://h/a'), '/a');
  assert.is(readPath('HTTPS://user@h:8443/a/0004F2AABB01.cfg?b'), '/a/0004f2aabb01.cfg');
  assert.is(readPath('http://h'), '/');
  assert.is(readPath('/http://h/a'), '/http:/h/a');
});

test.run();
