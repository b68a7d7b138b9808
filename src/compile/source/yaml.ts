// YAML: the one place that knows the yaml package. Text to values, and a path in a value to its place in the text.

import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseAllDocuments,
  type ScalarTag,
} from 'yaml';
import { plain } from './yamlWords.ts';

export type Path = readonly (string | number)[];

export interface Fault {
  message: string;
  /** offsets into the text */
  range: [number, number];
}

export interface ParsedText {
  /** one a YAML document; null for an empty one */
  values: unknown[];
  faults: Fault[];
  /** the text is no YAML: nothing of it can be believed */
  broken: boolean;
}

/** What `!secret people/101` becomes in a value. */
export interface SecretReference {
  '!secret': string;
}

const secretTag: ScalarTag = {
  tag: '!secret',
  identify: () => false,
  resolve: text => ({ '!secret': text }) satisfies SecretReference,
};

// A number that would lose a plus sign or a leading zero stays a string, and so does `1.10`: they are
// telephone numbers and versions here, never quantities.
const integerTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^-?(?:0|[1-9][0-9]{0,14})$/,
  identify: value => typeof value === 'number' && Number.isInteger(value),
  resolve: text => Number(text),
};

// The package gives a merge key the value Symbol(<<).
const isMergeKey = (value: unknown) => value === '<<' || typeof value === 'symbol';

const options = {
  prettyErrors: false,
  merge: true,
  keepSourceTokens: false,
  uniqueKeys: (a: unknown, b: unknown) =>
    isScalar(a) && isScalar(b) && String(a.value) === String(b.value) && !isMergeKey(a.value),
  customTags: (tags: unknown[]) =>
    [
      ...tags.filter(
        tag => !['tag:yaml.org,2002:int', 'tag:yaml.org,2002:float'].includes((tag as ScalarTag).tag),
      ), // yaml's own list of tags
      integerTag,
      secretTag,
    ] as ScalarTag[],
};

/** Reads a file of one or more YAML documents. */
export function parseYaml(text: string): ParsedText {
  const documents = [...parseAllDocuments(text, options)];
  const told = telling(documents.flatMap(document => [...document.errors, ...document.warnings]));
  const faults = told.map(
    ({ message, pos }): Fault => ({ message: plain(message), range: [pos[0], pos[1]] }),
  );
  const broken = told.some(({ code }) => !survivable.has(code));
  return {
    values: broken ? [] : documents.map(document => document.toJS({ maxAliasCount: 10_000 }) as unknown),
    faults,
    broken,
  };
}

// Keys written twice and unknown tags leave the rest of the file readable.
const survivable = new Set(['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED']);

// Behind a fault of syntax the rest is misread: only the first is told.
function telling<T extends { code: string }>(faults: T[]): T[] {
  const syntax = faults.filter(({ code }) => !survivable.has(code));
  return faults.filter(fault => survivable.has(fault.code) || fault === syntax[0]);
}

/** Where in the text a path of one document stands: the offsets of its value, or of its key. Falls back to the nearest parent. */
export function locateYaml(
  text: string,
  index: number,
  { path, part }: { path: Path; part: 'key' | 'value' },
): [number, number] {
  const document = [...parseAllDocuments(text, options)][index];
  let node: unknown = document?.contents;
  let range = rangeOf(node) ?? [0, 0];
  for (const [step, name] of path.entries()) {
    const found = child(resolved(node, document), name, document);
    if (!found) return range;
    const wantsKey = part === 'key' && step === path.length - 1;
    range = rangeOf(wantsKey ? found.key : found.value) ?? rangeOf(found.key) ?? range;
    node = found.value;
  }
  return range;
}

interface Child {
  key: unknown;
  value: unknown;
}

type Anchored = ReturnType<typeof parseAllDocuments>[number] | undefined;

function resolved(node: unknown, document: Anchored): unknown {
  return isAlias(node) && document ? node.resolve(document) : node;
}

function child(node: unknown, name: string | number, document: Anchored): Child | undefined {
  if (isSeq(node)) return { key: node.items[Number(name)], value: node.items[Number(name)] };
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<ParsedNode, ParsedNode | null>[]; // parsed, never built by hand
  const own = pairs.find(
    pair => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(name),
  );
  return own ?? merged(pairs, name, document);
}

function merged(
  pairs: Pair<ParsedNode, ParsedNode | null>[],
  name: string | number,
  document: Anchored,
): Child | undefined {
  for (const pair of pairs) {
    if (!isScalar(pair.key) || !isMergeKey(pair.key.value)) continue;
    const source = resolved(pair.value, document);
    for (const map of isSeq(source) ? source.items : [source]) {
      const found = child(resolved(map, document), name, document);
      if (found) return found;
    }
  }
  return undefined;
}

function rangeOf(node: unknown): [number, number] | undefined {
  const range = (node as { range?: [number, number, number] | null } | undefined)?.range; // every parsed node has one
  return range ? [range[0], range[1]] : undefined;
}
