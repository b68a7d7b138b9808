// AGI: `npm run bench:agi` asks for names over FastAGI and by script, beside npm's ding-dong, C and bare Node.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchLogs, benchMemory, benchServers } from './agi/calls.ts';
import { buildTools, installDingDong, writeDist } from './agi/prepare.ts';
import { benchScripts } from './agi/scripts.ts';

const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'plugtone-bench-agi-'));
try {
  const tools = buildTools(folder);
  const dingDong = installDingDong(folder);
  const small = writeDist(join(folder, 'small'), 100_000);
  const large = writeDist(join(folder, 'large'), 1_000_000);
  await benchServers({ tools, dingDong, dist: small, names: 100_000, rounds });
  await benchServers({ tools, dingDong: undefined, dist: large, names: 1_000_000, rounds });
  await benchMemory(large, writeDist(join(folder, 'empty'), 0));
  await benchLogs({ tools, dist: small, names: 100_000, rounds });
  benchScripts({ tools, dist: large, names: 1_000_000, rounds });
} finally {
  rmSync(folder, { recursive: true });
}
