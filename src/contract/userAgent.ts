// What a phone says of itself in its User-Agent header.

import type { PackEntry } from './manifest.ts';

export interface PhoneKind {
  pack: string;
  /** model folder, `ip330` */
  model: string;
  /** both, `pack/model` */
  kind: string;
  /** of the software that asks: the BootROM's or updater's during a boot's first requests */
  version: string;
  /** what the phone puts in SN:, where it does; not always a MAC */
  serial: string;
  /** `Application`, `Updater` or empty */
  type: string;
}

export type ReadUserAgent = (header: string) => PhoneKind | undefined;

const longest = 300;

/** Turns the packs' patterns into one reader; undefined for a user agent that no pack knows. */
export function userAgentReader(packs: PackEntry[]): ReadUserAgent {
  const patterns = packs.flatMap(pack =>
    pack.userAgents.map(pattern => ({
      pack,
      pattern: new RegExp(pattern),
      models: new Map(Object.entries(pack.models)),
    })),
  );
  return header => {
    if (header.length > longest) return undefined;
    for (const { pack, pattern, models } of patterns) {
      const groups = pattern.exec(header)?.groups;
      const model = models.get(groups?.['model'] ?? '');
      if (groups && model !== undefined)
        return { pack: pack.name, model, kind: `${pack.name}/${model}`, ...described(groups) };
    }
    return undefined;
  };
}

function described(groups: Record<string, string | undefined>) {
  return { version: groups['version'] ?? '', serial: groups['serial'] ?? '', type: groups['type'] ?? '' };
}
