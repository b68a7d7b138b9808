import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parameterList } from '../../../src/compile/packs/parameterList.ts';

const listOf = (text: string) => parameterList({ path: 'parameters.yaml', bytes: () => Buffer.from(text) });

const text = `# a comment
"a.b": { type: boolean }
"a.b.c": { in: "3.1", range: [0, 5], needs: [a.b] }
plain:
  values: [x, y]
"last": { type: time }`;

test('a name is found on its line, or by reading the whole file', () => {
  const list = listOf(text);
  assert.equal(list.get('a.b.c'), { in: '3.1', range: [0, 5], needs: ['a.b'] });
  assert.equal(list.get('plain'), { values: ['x', 'y'] });
  assert.equal(list.get('a.b'), { type: 'boolean' });
  assert.equal(list.get('last'), { type: 'time' });
  assert.is(list.get('a'), undefined);
});

test('the names are all there, and a line says what the whole file says', () => {
  const names = listOf(text).names();
  assert.equal(names, ['a.b', 'a.b.c', 'plain', 'last']);
  const whole = listOf(text);
  whole.names();
  for (const name of names) assert.equal(listOf(text).get(name), whole.get(name), name);
});

test('a file that holds no mapping is an empty list', () => {
  for (const odd of ['', '- a', '"a": {', 'text']) assert.equal(listOf(odd).names(), [], odd);
});

test.run();
