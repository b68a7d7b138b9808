import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ManifestHead,
  printManifest,
  readManifest,
  splitManifest,
} from '../../src/contract/manifest.ts';
import { lineOf } from '../../src/contract/manifestLine.ts';

const head: ManifestHead = {
  plugtone: 1,
  fleet: 'Case "Company"',
  inputs: 'ab',
  provisioning: { url: 'http://prov.example.com', overrides: 'refuse' },
  logs: { keepDays: 30, maxBytes: 20_000_000 },
  packs: [],
};
const files = [
  { path: 'callers.json', size: 2, sha256: 'cd', type: 'application/json' },
  {
    path: 'http/p/m/0004f2aabb01.cfg',
    size: 3,
    sha256: 'ef',
    type: 'application/xml',
    mac: '0004f2aabb01',
    site: 'hq',
  },
];

test('a manifest survives the round trip', () => {
  assert.equal(readManifest([...printManifest(head, files.map(lineOf))].join('')), { ...head, files });
  assert.equal(readManifest([...printManifest(head, [])].join('')).files, []);
});

test('it has one file a line', () => {
  const lines = [...printManifest(head, files.map(lineOf))].join('').split('\n');
  assert.is(lines.filter(line => line.startsWith('{"path"')).length, files.length);
});

test('taken apart into its lines and put together again, it is the same', () => {
  for (const some of [files, files.slice(1), []]) {
    const text = [...printManifest(head, some.map(lineOf))].join('');
    for (const blocks of [[text], text.split(/(?<=\n)/)]) {
      const { head: itsHead, lines } = splitManifest(blocks);
      assert.equal(itsHead, head);
      assert.is(lines.length, some.length);
      assert.is([...printManifest(itsHead, lines)].join(''), text);
    }
  }
});

test('text that is no manifest of this version is refused with a reason', () => {
  assert.throws(() => readManifest('{"plugtone":2}'), /format 2/);
  assert.throws(() => readManifest('{"plugtone":1}'), /no list/);
  assert.throws(() => readManifest('{"plugtone":1,"files":['));
});

test.run();
