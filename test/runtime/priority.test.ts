// Priority: V8's own threads step back, and the one that answers does not.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const code = `
  import { readdirSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { helpersGiveWay } from ${JSON.stringify(join(import.meta.dirname, '..', '..', 'src', 'runtime', 'priority.ts'))};
  const before = getPriority(process.pid);
  helpersGiveWay();
  const others = readdirSync('/proc/self/task').map(Number).filter(thread => thread !== process.pid);
  console.log(JSON.stringify([getPriority(process.pid) - before, ...others.map(thread => getPriority(thread) - before)]));
`;

(existsSync('/proc/thread-self') ? test : test.skip)('helpers give way to the thread that answers', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', code],
    { encoding: 'utf8', cwd: import.meta.dirname },
  );
  assert.ok(stdout, stderr);
  const [main, ...others]: number[] = JSON.parse(stdout);
  assert.is(main, 0);
  assert.ok(others.length > 1, stdout);
  assert.ok(
    others.every(behind => behind === 5),
    stdout,
  );
});

test.run();
