// Logs: mangled uploads through the chunk that the store keeps; no byte and no line may be lost or hidden by the index.

import { answers, mayAnswer } from '../../src/runtime/logs/query.ts';
import { clockOf, makeChunk, unpacked } from '../../src/runtime/store/chunk.ts';
import { pick, type Random, randomOf } from './random.ts';

const seeds = [
  '1124130000|sip  |0|00|Registered line 1\n',
  '000012.345|cfg  |3|00|Prov|Provisioning server address is x\n',
  '2611241300|lldp |*|01|\n',
  '1124130003|rdisk|6|99|Zoë | 日本\r\n',
  '+++ Note that bootrom log times are in GMT +++\n',
  '9999999999|so   |7|00|no such time\n0229000000|so|4|00|leap\n',
];
const pieces = [
  '\n',
  '\r\n',
  '\r',
  '\0',
  '|',
  '||||',
  '\u00ff\u00fe',
  '0',
  '-',
  '*',
  ' ',
  'A'.repeat(5000),
  '\ud800',
];
const zones = ['UTC', 'America/Chicago', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

function mangled(random: Random): Buffer {
  let text = Array.from({ length: 1 + random(6) }, () => pick(seeds, random)).join('');
  for (let change = random(8); change > 0; change--) {
    const at = random(text.length + 1);
    text = text.slice(0, at) + pick(pieces, random) + text.slice(at + random(12));
  }
  return Buffer.from(text, random(4) === 0 ? 'latin1' : 'utf8');
}

/** What went wrong with a body, or undefined. */
function harm(bytes: Buffer, random: Random): string | undefined {
  const zone = pick(zones, random);
  const sections = [{ at: 0, arrived: Date.UTC(2026, random(12), 1 + random(28), random(24)) }];
  const chunk = makeChunk({ at: 0, bytes, sections, zone });
  if (!unpacked(chunk.packed, chunk.length).equals(bytes)) return 'bytes are not the same';
  const piece = { mac: '0004f2aabb01', name: 'app.log', bytes, sections, clock: clockOf(zone) };
  const lines = answers(piece, {});
  const written = bytes.toString('latin1').split('\n');
  const count = written.at(-1) === '' ? written.length - 1 : written.length;
  if (lines.length !== count) return `${lines.length} lines of ${count}`;
  if (lines.some(({ time }) => !Number.isFinite(time))) return 'a line without a time';
  const line = lines[random(Math.max(lines.length, 1))];
  const word = line?.text.slice(0, 1 + random(12)) ?? '';
  if (word !== '' && !word.includes('\ufffd') && !mayAnswer(chunk.trigrams, { text: word }))
    return `the index hides ${JSON.stringify(word)}`;
  return undefined;
}

/** Fuzzes for some seconds; throws with the bytes that did harm. The same seed makes the same bodies. */
export function fuzzLogs(seconds: number, seed: number): number {
  const random = randomOf(seed);
  const end = Date.now() + seconds * 1000;
  let count = 0;
  for (; Date.now() < end; count++) {
    const bytes = mangled(random);
    const fault = harm(bytes, random);
    if (fault !== undefined) throw new Error(`${bytes.toString('base64').slice(0, 4000)} did harm: ${fault}`);
  }
  return count;
}
