// Limit: a template that never ends is stopped.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTimeout, limited } from '../../../src/compile/packs/limit.ts';
import { compileTemplate } from '../../../src/compile/packs/render.ts';

test('what ends gives its text, and its own errors', () => {
  assert.is(
    limited(() => 'text', 20_000),
    'text',
  );
  assert.throws(() => limited(() => compileTemplate('<%= it.x %>', 'xml')({}), 20_000), /missing/);
});

test('what does not end is stopped, and told from other errors', () => {
  const endless = compileTemplate('<% while (true) {} %>', 'xml');
  try {
    limited(() => endless({}), 100);
    assert.unreachable();
  } catch (error) {
    assert.ok(isTimeout(error));
  }
  assert.not(isTimeout(new Error('another')));
});

test.run();
