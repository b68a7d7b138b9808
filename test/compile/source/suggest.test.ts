import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { didYouMean, suggest } from '../../../src/compile/source/suggest.ts';

test('a near word is suggested, a far one is not', () => {
  assert.is(suggest('polycom/ip3330', ['polycom/ip330', 'polycom/vvx411']), 'polycom/ip330');
  assert.is(suggest('elephant', ['hq', 'lab']), undefined);
  assert.is(suggest('hq2', ['hq', 'lab']), 'hq');
});

test('letter case is no difference when guessing', () => {
  assert.is(didYouMean('HQ', ['hq']), ' — did you mean "hq"?');
});

test.run();
