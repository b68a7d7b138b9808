// HTTP: made-up and mangled requests against a real server, which has to answer the next good one.

import { atSite, macOf } from '../runtime/http/site.ts';
import { pick, type Random, randomOf } from './random.ts';

const good = `GET /acme/m1/${macOf(1)}.cfg HTTP/1.1\r\nHost: a\r\nUser-Agent: Acme M1/1.2.3 Application\r\nConnection: close\r\n\r\n`;
const seeds = [
  good,
  `HEAD /${macOf(1)}-app.log HTTP/1.1\r\nHost: a\r\nUser-Agent: Acme M1/1\r\n\r\n`,
  `PUT /${macOf(1)}-app.log HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Range: bytes 0-4/5\r\n\r\nhello`,
  `PUT /${macOf(1)}-app.log HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  `GET /acme/m1/app.ld HTTP/1.1\r\nHost: a\r\nRange: bytes=0-3\r\nIf-Range: "x"\r\n\r\n`,
  'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: upgrade\r\nExpect: 100-continue\r\n\r\n',
];
const pieces = [
  '\r\n',
  '\n',
  '\0',
  '%',
  '%00',
  '../',
  '//',
  ' ',
  ':',
  '\t',
  '\u00ff',
  'A'.repeat(9000),
  '99999999999999999999',
  '-1',
  ';',
  '{mac}',
  '000000000000',
];

/** Fuzzes for some seconds; throws with the bytes that did harm. The same seed makes the same requests. */
export async function fuzzHttp(seconds: number, seed: number): Promise<number> {
  let count = 0;
  await atSite(async ({ raw, records }) => {
    const random = randomOf(seed);
    const end = Date.now() + seconds * 1000;
    for (; Date.now() < end; count++) {
      const bytes = mangled(random);
      const answer = await raw(bytes);
      const failed = records.find(({ event, status }) => /failed/.test(event) || Number(status) >= 500);
      const next = count % 10 === 0 ? await raw(good) : '<main>one</main>';
      if (failed || /^HTTP\/1\.1 5/.test(answer) || !next.includes('<main>one</main>'))
        throw new Error(
          `${JSON.stringify(bytes.slice(0, 2000))} did harm: ${JSON.stringify(failed ?? (answer || next))}`,
        );
      records.length = 0;
    }
  });
  return count;
}

function mangled(random: Random): string {
  let text = pick(seeds, random);
  for (let change = random(6); change >= 0; change--) {
    const at = random(text.length + 1);
    const cut = random(3) === 0 ? random(20) : 0;
    text =
      text.slice(0, at) +
      (random(4) === 0 ? pick(seeds, random) : pick(pieces, random)) +
      text.slice(at + cut);
  }
  return text.slice(0, 100_000);
}
