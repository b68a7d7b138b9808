// Company: a made-up one, and what its phones ask for in a start. None of it is anybody's.

import { noRules } from '../../contract/access.ts';
import { bufferLines } from '../../contract/callers.ts';
import type { FileEntry, Manifest } from '../../contract/manifest.ts';
import { routeTable } from '../../contract/routes.ts';
import { accessTable } from '../access/table.ts';
import type { AgiData } from '../agi/data.ts';
import { contents } from '../contents.ts';
import { type Dist, type Release, showing } from '../release.ts';
import { noZones } from '../store/zones.ts';
import { buildTables } from '../tables.ts';

const phones = 200;
const folder = 'rehearsal/phone';
const text = 'x'.repeat(2500);
const sha256 = '0'.repeat(64);
const names = ['config.cfg', 'directory.xml', 'site.cfg'];

const macOf = (number: number) => `0204f2${number.toString(16).padStart(6, '0')}`; // of the kind that no vendor gives out

/** What would be in dist/. */
export function companyOf(): Dist {
  const files = Array.from({ length: phones }, (_, number) => filesOf(macOf(number))).flat();
  const manifest: Manifest = {
    plugtone: 1,
    fleet: '',
    inputs: '',
    provisioning: { url: '', overrides: 'refuse' },
    logs: { keepDays: 1, maxBytes: 1_000_000 },
    packs: [
      {
        name: 'rehearsal',
        userAgents: ['^Rehearsal-(?<model>\\w+)/(?<version>[\\d.]+) Type/(?<type>\\w+)$'],
        models: { phone: 'phone' },
        answers: [{ ask: '{mac}.cfg', answer: 'bootstrap/rehearsal.cfg' }],
        uploads: [
          { name: '{mac}-app.log', kind: 'log' },
          { name: '{mac}-phone.cfg', kind: 'override' },
        ],
        firmware: ['*.ld'],
      },
    ],
    files: [entryOf('bootstrap/rehearsal.cfg'), ...files],
  };
  const release: Release = {
    folder: '',
    tables: buildTables(manifest),
    agi,
    access: accessTable(noRules),
    zones: noZones,
    at: 0,
  };
  const held = contents(0, new Map([[sha256, { bytes: text, modified: 0 }]]));
  const still = { refresh: async () => undefined, stop: () => undefined };
  return showing({ release, trouble: undefined, isEmpty: false }, held, still);
}

const none = {
  country: '',
  callingCode: '',
  international: '',
  trunk: '',
  rewrite: '',
  national: '',
  internal: 0,
  outside: '',
};
const agi: AgiData = {
  callers: bufferLines(Buffer.alloc(0)),
  numbering: none,
  routes: () => routeTable([]),
  now: () => new Date(),
};

const filesOf = (mac: string): FileEntry[] =>
  names.map(name => ({ ...entryOf(`${folder}/${mac}-${name}`), mac, site: 'site' }));

const entryOf = (path: string): FileEntry => ({
  path: `http/${path}`,
  size: text.length,
  sha256,
  type: 'text/xml',
});

/** What phones send in their starts, so many at a time: texts of requests, each for a connection of its own. */
export function requestsOf(sideBySide: number): string[][] {
  const batches: string[][] = [];
  for (let from = 0; from < phones; from += sideBySide) {
    const numbers = Array.from({ length: sideBySide }, (_, number) => from + number);
    for (const step of steps) batches.push(numbers.map(number => printed(step, number)));
  }
  return batches;
}

// No two phones side by side are of one kind.
const kinds = ['1.0 Type/Updater', '1.1 Type/Application'];

const steps = [
  'GET /{mac}.cfg',
  `GET /${folder}/phone.ld`,
  `GET /${folder}/{mac}-config.cfg`,
  `GET /${folder}/{mac}-phone.cfg`,
  `GET /${folder}/{mac}-license.cfg`,
  `GET /${folder}/{mac}-site.cfg`,
  `GET /${folder}/000000000000-license.cfg`,
  `GET /${folder}/{mac}-directory.xml`,
  `HEAD /${folder}/{mac}-app.log`,
  `PUT /${folder}/{mac}-app.log`,
];

function printed(step: string, number: number): string {
  const request = step.replace('{mac}', macOf(number));
  const agent = `Rehearsal-phone/${kinds[number % kinds.length]}`;
  const head = `${request} HTTP/1.1\r\nHost: rehearsal\r\nUser-Agent: ${agent}\r\nAccept: */*\r\n`;
  const body = request.startsWith('PUT') ? text : '';
  const length = body && `Content-Length: ${body.length}\r\n`;
  return `${head}${length}Connection: close\r\n\r\n${body}`;
}
