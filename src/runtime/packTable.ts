// Pack table: what the manifest says of a vendor, turned into look-ups.

import { globTest } from '../contract/glob.ts';
import type { PackEntry, UploadName } from '../contract/manifest.ts';
import type { ReadUserAgent } from '../contract/userAgent.ts';
import { ownText } from './ownText.ts';

export interface PackTable {
  name: string;
  models: Set<string>;
  answers: PackEntry['answers'];
  /** by the name with `{mac}` where the MAC stands */
  uploads: Map<string, UploadTable>;
  /** whether a name is one of the vendor's firmware files */
  isFirmware(name: string): boolean;
}

export interface UploadTable {
  kind: UploadName['kind'];
  /** what stands behind the MAC, without what joins them: `app.log` */
  name: string;
}

const mostRemembered = 5000;

// Reading a user agent costs more than all else in a request, and phones say the same each time.
/** A reader that remembers. */
export function remembered(read: ReadUserAgent): ReadUserAgent {
  const known = new Map<string, ReturnType<ReadUserAgent>>();
  return header => {
    const before = known.get(header);
    if (before !== undefined || known.has(header)) return before;
    if (known.size >= mostRemembered) known.clear();
    const phone = read(header);
    known.set(ownText(header), phone);
    return phone;
  };
}

/** What the manifest says of a pack, turned into look-ups. */
export function packTable({ name, models, answers, uploads, firmware }: PackEntry): PackTable {
  const tests = firmware.map(globTest);
  return {
    name,
    models: new Set(Object.values(models)),
    answers,
    uploads: new Map(
      uploads.map(({ name, kind }) => [
        name,
        { kind, name: (name.split('{mac}')[1] ?? '').replace(/^[-_.]+/, '') },
      ]),
    ),
    isFirmware: file => tests.some(test => test(file)),
  };
}
