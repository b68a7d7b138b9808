// Shipped: templates whose values were worked out when the program was bundled need not be parsed.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type SourceFile } from '../compile/source/file.ts';
import { utf8Text } from '../contract/utf8.ts';
import { packageRoot } from './packageRoot.ts';

/** The files, knowing their values where their bytes are those of a shipped file. */
export function knownTemplates(files: SourceFile[]): SourceFile[] {
  const values = readShipped();
  return files.map(file => {
    if (!file.path.endsWith('.yaml')) return file;
    const known = () => {
      const json = values.get(digestOf(template));
      return json === undefined ? undefined : JSON.parse(json);
    };
    const template: SourceFile = { ...file, known };
    return template;
  });
}

function readShipped(): Map<string, string> {
  try {
    const lines = utf8Text(readFileSync(join(packageRoot(), 'lib', 'shipped')))
      .trimEnd()
      .split('\n');
    return new Map(lines.map(line => [line.slice(0, 64), line.slice(65)]));
  } catch {
    return new Map(); // not bundled: they are parsed
  }
}
