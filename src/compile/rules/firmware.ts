// Firmware: a pinned version is one that the model's generation runs.

import { believed, spotOf } from '../inventory/inventory.ts';
import { modelsOf } from './models.ts';
import type { Company, Remark } from './rule.ts';

export function* firmware({ inventory, packs }: Company): Iterable<Remark> {
  const models = modelsOf(packs);
  const versions = new Map(packs.map(({ name, versions }) => [name, versions]));
  for (const phone of believed(inventory.phones)) {
    const { value } = phone;
    const model = models.get(value.model ?? '');
    if (!model || value.firmware === undefined) continue;
    const { software, firmware: latest } = model.data;
    const pattern = versions.get(model.pack)?.[String(software)];
    if (pattern === undefined || new RegExp(`^(?:${pattern})`).test(String(value.firmware))) continue;
    const instead = latest === undefined ? '' : ` — its last one is ${latest}`;
    yield {
      message: `a ${model.title} does not run version ${value.firmware}${instead}`,
      spot: spotOf(phone, ['firmware']),
    };
  }
}
