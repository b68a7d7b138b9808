// Admin: what the listener shows, to machines and to people.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PhoneRow } from '../../../src/runtime/history/state.ts';
import { agent, atSite, macOf } from '../http/site.ts';

// What our own page says is of its own type.
const rowsOf = async (reply: Promise<Response>) => (await (await reply).json()) as PhoneRow[];

const config = (n: number) => `/acme/m1/${macOf(n)}.cfg`;

test('phones.json tells each phone of the inventory, and those of one state', () =>
  atSite(async ({ ask, admin }) => {
    await ask(config(1));
    const rows = await rowsOf(admin('/phones.json'));
    assert.equal(
      rows.map(({ mac, pack, model, states, current }) => ({
        mac,
        pack,
        model,
        states,
        current,
      })),
      [
        { mac: macOf(1), pack: 'acme', model: 'm1', states: ['stale'], current: false },
        { mac: macOf(2), pack: 'acme', model: 'm1', states: ['silent'], current: false },
      ],
    );
    assert.is(rows[0]?.userAgent, agent);
    assert.is(rows[0]?.version, '1.2.3');
    assert.is(rows[0]?.config?.path, `http${config(1)}`);
    assert.match(rows[0]?.lastSeen ?? '', /^\d{4}-\d\d-\d\dT/);
    const silent = await rowsOf(admin('/phones.json?state=silent'));
    assert.equal(
      silent.map(({ mac }) => mac),
      [macOf(2)],
    );
    const wrong = await admin('/phones.json?state=dead');
    assert.is(wrong.status, 400);
    assert.match(await wrong.text(), 'stale, silent, loop, mismatch');
  }));

test('metrics are text that Prometheus reads: a type before each, buckets that add up', () =>
  atSite(async ({ ask, admin }) => {
    await ask(config(1));
    await ask('/nix');
    const reply = await admin('/metrics');
    assert.match(reply.headers.get('content-type') ?? '', 'version=0.0.4');
    const text = await reply.text();
    const typed = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => [name, type]),
    );
    for (const line of text
      .trimEnd()
      .split('\n')
      .filter(one => !one.startsWith('#'))) {
      const [, name = ''] =
        /^([a-z_]+)(?:\{[a-z_]+="[^"]*"(?:,[a-z_]+="[^"]*")*\})? -?[\d.e+]+$/.exec(line) ?? [];
      assert.ok(typed.has(name.replace(/_(bucket|sum|count)$/, '')) || typed.has(name), line);
      if (typed.get(name) === 'counter') assert.match(name, /_total$/);
    }
    assert.match(text, 'plugtone_http_requests_total{method="GET",status="200"} 1\n');
    assert.match(text, 'plugtone_http_requests_total{method="GET",status="404"} 1\n');
    assert.match(text, 'plugtone_http_request_duration_seconds_bucket{le="+Inf"} 2\n');
    assert.match(text, 'plugtone_http_request_duration_seconds_count 2\n');
    assert.match(text, 'plugtone_phones_in_state{state="silent"} 1\n');
  }));

test('the page is HTML in which nothing that a client sent is markup', () =>
  atSite(async ({ ask, admin }) => {
    await ask(`/${macOf(9)}.cfg`, { headers: { 'user-agent': '<script>alert("x")</script>' } });
    const page = await (await admin('/')).text();
    assert.match(page, '00:04:f2:aa:');
    assert.match(page, '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    assert.not.match(page, '<script');
    assert.match(await (await admin('/?state=silent')).text(), 'Phones: silent');
    assert.is((await rowsOf(admin('/unclaimed.json')))[0]?.mac, macOf(9));
  }));

test("no page holds what stands in a phone's file, and nothing can be changed", () =>
  atSite(async ({ ask, admin, runtime }) => {
    await ask(config(1));
    for (const path of ['/', '/phones.json', '/unclaimed.json', '/metrics', '/readyz'])
      assert.not.match(await (await admin(path)).text(), '<main>', path);
    assert.is((await admin('/nix')).status, 404);
    assert.is((await fetch(`http://127.0.0.1:${runtime.admin?.port}/`, { method: 'POST' })).status, 405);
  }));

test.run();
