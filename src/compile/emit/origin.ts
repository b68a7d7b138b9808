// Origin: the line of a template that most likely prints a parameter. Names are put together, so it looks for their ends.

import type { Pack } from '../packs/pack.ts';
import type { Spot } from '../source/finding.ts';
import type { LoadedTemplate } from './template.ts';

/** Finds the line in the template or in those that it uses; else the template's first. */
export const originOf =
  (name: string, pack: Pack, template: LoadedTemplate): Spot =>
  () => {
    const texts = [...pack.templates.values()];
    const own = texts.filter(({ path }) => path === template.path);
    const used = own.flatMap(({ text }) => texts.filter(({ path }) => text.includes(quoted(path))));
    for (const ending of endings(name)) {
      for (const pattern of printing(ending)) {
        for (const { path, text } of [...own, ...used]) {
          const line = lineOf(pattern, name, text.split('\n'));
          if (line > 0) return at(path, line);
        }
      }
    }
    return at(template.path, 1);
  };

const quoted = (path: string) => `'${path.split('/').at(-1)}'`;

const at = (file: string, line: number) => ({ file, line, column: 1, endLine: line, endColumn: 1 });

// The whole name, then without its first part, and so on; an index alone would begin anybody's.
const endings = (name: string) =>
  name
    .split('.')
    .map((_, index, parts) => parts.slice(index).join('.'))
    .filter(ending => !/^\d/.test(ending));

// An ending closes a quoted text or is an attribute, `reg + '.label'`, label="…"; else it begins a line, label = ….
function printing(ending: string): RegExp[] {
  const text = ending.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return [
    new RegExp(`(?<=['"\`.\\s]|^)${text}(?=['"\`]|\\s*=\\s*")`),
    new RegExp(`(?:^\\s*|[.>])${text}\\s*=`),
  ];
}

// The same ending may close several names: the one behind the first mention of the name's beginning is meant.
function lineOf(pattern: RegExp, name: string, lines: string[]): number {
  const from = Math.max(0, beginning(name, lines));
  const later = lines.slice(from).findIndex(line => pattern.test(line));
  return later >= 0 ? from + later + 1 : lines.findIndex(line => pattern.test(line)) + 1;
}

function beginning(name: string, lines: string[]): number {
  const parts = name.split('.');
  for (let count = parts.length - 1; count > 0; count--) {
    const found = lines.findIndex(line => line.includes(`'${parts.slice(0, count).join('.')}.`));
    if (found >= 0) return found;
  }
  return 0;
}
