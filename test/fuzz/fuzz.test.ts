// Fuzz: some seconds of it in every test run; `npm run fuzz` takes ten minutes.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fuzzHttp } from './http.ts';
import { fuzzLogs } from './logs.ts';

test('mangled requests do no harm', async () => {
  assert.ok((await fuzzHttp(2, Date.now() % 1_000_000)) > 20);
});

test('mangled logs are kept to the byte, and no line is hidden', () => {
  assert.ok(fuzzLogs(2, Date.now() % 1_000_000) > 100);
});

test.run();
