// Pack faults: what the schemas of a pack's files cannot say — paths, patterns, and files that nothing uses.

import { type Finding, fileSpot, type Spot } from '../source/finding.ts';
import { didYouMean } from '../source/suggest.ts';
import type { Output, Pack } from './pack.ts';
import type { SpotOf } from './read.ts';

type Remark = Pick<Finding, 'message' | 'spot'> & { severity?: Finding['severity'] };

interface Written {
  /** finds a part of pack.yaml */
  spot: SpotOf;
  /** those with a model.yaml, whatever stands in it */
  folders: string[];
}

/** What is wrong with a pack as a whole. */
export function packFaults(pack: Pack, { spot, folders }: Written): Finding[] {
  const remarks = [...ofOutputs(pack, spot), ...ofPatterns(pack, spot), ...ofTemplates(pack, folders)];
  return remarks.map(remark => ({ severity: 'error', rule: 'pack', ...remark }));
}

function* ofOutputs(pack: Pack, spot: SpotOf): Iterable<Remark> {
  for (const [index, output] of pack.outputs.entries()) {
    const message = pathFault(output, pack);
    if (message !== undefined) yield { message, spot: spot(['outputs', index, 'to']) };
  }
}

const holes = ['pack', 'model', 'mac', 'site'];

function pathFault({ to, for: whom }: Output, { models }: Pack): string | undefined {
  if (/^\/|\\|\/\/|(?:^|\/)\.{1,2}(?:\/|$)|[\u0000-\u001f]/.test(to))
    return `"${to}" is no path below dist/ — for example http/{pack}/{mac}.cfg`;
  for (const [, name = ''] of to.matchAll(/\{(\w*)\}/g)) {
    if (holes.includes(name) || models.some(({ data }) => Object.hasOwn(data, name))) continue;
    const known = new Set([...holes, ...models.flatMap(({ data }) => Object.keys(data))]);
    return `nothing fills {${name}} in${didYouMean(name, known)}`;
  }
  const own = { phone: '{mac}', site: '{site}', fleet: '' }[whom];
  return to.includes(own) ? undefined : `the files of all ${whom}s would be one — put ${own} into the path`;
}

function* ofPatterns({ userAgents, versions }: Pack, spot: SpotOf): Iterable<Remark> {
  const named: [string, Spot, RegExp][] = [
    ...userAgents.map((text, index): [string, Spot, RegExp] => [
      text,
      spot(['userAgents', index]),
      /\(\?<model>/,
    ]),
    ...Object.entries(versions).map(([name, text]): [string, Spot, RegExp] => [
      text,
      spot(['versions', name]),
      /^/,
    ]),
  ];
  for (const [text, place, needed] of named) {
    const message = regexFault(text);
    if (message !== undefined) yield { message, spot: place };
    else if (!needed.test(text))
      yield { message: 'no model is told apart without a group (?<model>…) around its name', spot: place };
  }
}

function regexFault(text: string): string | undefined {
  try {
    new RegExp(text);
    return undefined;
  } catch (error) {
    return `this is no regular expression: ${(error as SyntaxError).message}`; // RegExp throws nothing else
  }
}

/** A template in a folder of no model, or of a name that no output and no other template asks for. */
function* ofTemplates({ outputs, templates }: Pack, folders: string[]): Iterable<Remark> {
  const names = [...new Set(outputs.map(({ template }) => template))];
  for (const [name, { path }] of templates) {
    const [folder = '', base = ''] = name.split('/');
    if (base === '' || isMentioned(name, templates)) continue;
    const where = { severity: 'warning' as const, spot: fileSpot(path) };
    if (!folders.includes(folder))
      yield { ...where, message: `no model has the folder "${folder}"${didYouMean(folder, folders)}` };
    else if (!names.includes(base) && !isMentioned(base, templates))
      yield { ...where, message: `nothing uses this template${didYouMean(base, names)}` };
  }
}

const isMentioned = (name: string, templates: Pack['templates']) =>
  [...templates.values()].some(({ text }) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
