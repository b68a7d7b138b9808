// Print: explained values as aligned text for people, or as JSON.

import type { Explained, Said } from '../../compile/explain/explained.ts';

export interface Told {
  title: string;
  groups: { name: string; values: Explained[] }[];
}

export interface Style {
  /** show passwords */
  secrets: boolean;
  /** show every layer, also those that say the same */
  whole: boolean;
}

const widest = { name: 58, value: 36 };

/** A table: name, value, file:line and layer; under a value those that it overrode. */
export function asText({ title, groups }: Told, style: Style): string {
  const all = groups.flatMap(({ values }) => values);
  const name = Math.min(widest.name, Math.max(0, ...all.map(value => value.name.length)));
  const value = Math.min(
    widest.value,
    Math.max(0, ...all.flatMap(one => one.said.map(said => shown(said, one, style).length))),
  );
  const blocks = groups.map(({ values }) =>
    values.map(explained => lines(explained, { name, value, style })).join(''),
  );
  return `${title}\n\n${blocks.filter(block => block !== '').join('\n')}`;
}

function lines(
  explained: Explained,
  { name, value, style }: { name: number; value: number; style: Style },
): string {
  const [first, ...others] = explained.said;
  const row = (said: Said, label: string) =>
    `${label.padEnd(name)}  ${shown(said, explained, style).padEnd(value)}  ${placeOf(said)}\n`;
  const overrode = others.filter(said => style.whole || (said.value !== first.value && said.spot));
  return row(first, explained.name) + overrode.map(said => row(said, '  over')).join('');
}

function placeOf({ layer, spot }: Said): string {
  if (!spot) return `(${layer})`;
  const { file, line } = spot();
  return `${file}:${line} (${layer})`;
}

// A reference to a secret is none itself; an address may hold a password.
function shown({ value }: Said, { secret }: Explained, { secrets }: Style): string {
  if (secrets) return value;
  if (secret && value !== '' && !value.startsWith('!secret ')) return '••••••';
  return value.replace(/\/\/[^/@\s]*@/, '//••••••@');
}

/** The same as data: name, value, layer, file and line, and what it overrode. */
export function asJson({ title, groups }: Told, style: Style): string {
  const told = groups.map(
    ({ name, values }) => [name, values.map(value => described(value, style))] as const,
  );
  return `${JSON.stringify({ title, ...Object.fromEntries(told) }, null, 2)}\n`;
}

function described(explained: Explained, style: Style): object {
  const [first, ...overrode] = explained.said.map(said => {
    const span = said.spot?.();
    return {
      value: shown(said, explained, style),
      layer: said.layer,
      ...(span && { file: span.file, line: span.line, column: span.column }),
    };
  });
  return { name: explained.name, ...first, overrode };
}
