// Origin: the line of a template that most likely prints a parameter. Names are put together, so it looks for their ends.

import type { Pack } from '../packs/pack.ts';
import type { Spot } from '../source/finding.ts';
import type { LoadedTemplate } from './template.ts';

/** Finds the line in the template, in those it uses, or in the pack's and models' own settings; else the template's first. */
export const originOf =
  (name: string, pack: Pack, template: LoadedTemplate): Spot =>
  () => {
    const texts = [...pack.templates.values()];
    const own = texts.filter(({ path }) => path === template.path);
    const used = own.flatMap(({ text }) =>
      texts.filter(({ path }) => text.includes(`'${path.split('/').at(-1)}'`)),
    );
    const places = name.split('.').map((_, index, all) => all.slice(index).join('.'));
    for (const ending of places) {
      for (const { path, text } of [...own, ...used]) {
        const line = lineOf(ending, text);
        if (line > 0) return at(path, line);
      }
    }
    return at(template.path, 1);
  };

const at = (file: string, line: number) => ({ file, line, column: 1, endLine: line, endColumn: 1 });

// A whole word, or the end of one that something else begins: 'reg.' + index + '.label'.
function lineOf(ending: string, text: string): number {
  const pattern = new RegExp(`(?<![\\w.])\\.?${ending.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w.])`);
  return text.split('\n').findIndex(line => pattern.test(line)) + 1;
}
