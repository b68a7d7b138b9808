// Company: a dist/ with one pack and nothing else, enough to upload logs to.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ManifestHead, printManifest } from '../../../src/contract/manifest.ts';
import { us as numbering } from '../../numberings.ts';

export const head: ManifestHead = {
  plugtone: 1,
  fleet: 'Case Company',
  inputs: 'ab',
  provisioning: { url: 'http://prov.example.com', overrides: 'refuse' },
  logs: { keepDays: 30, maxBytes: 20_000_000 },
  packs: [
    {
      name: 'desk',
      userAgents: [],
      models: { D1: 'd1' },
      answers: [],
      uploads: [
        { name: '{mac}-app.log', kind: 'log' },
        { name: '{mac}-boot.log', kind: 'log', utc: true },
      ],
      firmware: [],
    },
  ],
};

/** Writes a dist/ that takes logs of any phone. */
export function writeCompany(dist: string, manifest = head): void {
  writeFileSync(join(dist, 'manifest.json'), [...printManifest(manifest, [])].join(''));
  writeFileSync(join(dist, 'callers.json'), '{\n}\n');
  writeFileSync(join(dist, 'numbering.json'), JSON.stringify(numbering));
  writeFileSync(join(dist, 'routes.json'), '{\n}\n');
}
