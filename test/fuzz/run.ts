// Run: `npm run fuzz [-- SECONDS [SEED]]` feeds the runtime with what nobody should send; ten minutes by default.

import { fuzzHttp } from './http.ts';
import { fuzzLogs } from './logs.ts';

const [seconds, seed] = [Number(process.argv[2] ?? 600), Number(process.argv[3] ?? Date.now() % 1_000_000)];
process.stdout.write(`fuzzing for ${seconds} seconds, seed ${seed}\n`);
process.stdout.write(`logs: ${fuzzLogs(seconds / 2, seed)} uploads, no harm done\n`);
process.stdout.write(`http: ${await fuzzHttp(seconds / 2, seed)} requests, no harm done\n`);
