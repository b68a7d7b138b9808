import { serialize } from 'node:v8';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attempted } from '../../packs/company.ts';

const oneByte = 0x22; // how V8's serializer marks a text of one byte a character, behind two bytes of head

test('a path is held at one byte a character, for there are many and all is done with them', () => {
  assert.is.not(serialize('†')[2], oneByte);
  const { artifacts } = attempted({
    people: { 101: { name: 'Ann', password: 'invented' } },
    phones: [{ mac: '0004f2aabb01', model: 'polycom/vvx411', lines: [101] }],
  });
  const paths = artifacts.map(({ path }) => path);
  assert.ok(paths.some(path => path.includes('0004f2aabb01')));
  assert.equal(
    paths.filter(path => serialize(path)[2] !== oneByte),
    [],
  );
});

test.run();
