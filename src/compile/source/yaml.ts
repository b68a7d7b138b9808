// YAML: the one place that knows the yaml package. Text to values, and a path in a value to its place in the text.

import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type ScalarTag, visit } from 'yaml';
import type { Fault, Range } from './fault.ts';
import { aliasFaults } from './yamlAliases.ts';
import { type NodeShape, syntaxFaults } from './yamlFaults.ts';
import { isMergeKey, type Path, placeOf, rangeOf } from './yamlPlace.ts';
import { ownTags } from './yamlTags.ts';
import { growth, plainValue } from './yamlValues.ts';

export type { Path } from './yamlPlace.ts';
export type { SecretReference } from './yamlTags.ts';

export interface ParsedText {
  /** one a YAML document; null for an empty one */
  values: unknown[];
  faults: Fault[];
  /** the text is no YAML: nothing of it can be believed */
  broken: boolean;
}

const options = {
  prettyErrors: false,
  merge: true,
  keepSourceTokens: false,
  // Whatever a file's %YAML line says: `yes` is a text, and 01:00 is no number.
  schema: 'core',
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: (a: unknown, b: unknown) =>
    isScalar(a) && isScalar(b) && String(a.value) === String(b.value) && !isMergeKey(a.value),
  customTags: (tags: unknown[]) => ownTags(tags) as ScalarTag[], // the package's type says more than it needs
};

type Documents = ReturnType<typeof parseAllDocuments>;

/** Reads a file of one or more YAML documents. Whatever the text is, it throws nothing. */
export function parseYaml(text: string): ParsedText {
  let documents: Documents;
  try {
    documents = parseAllDocuments(text, options);
  } catch {
    return unreadable('this file is nested too deeply to be read', [0, 0]); // a stack overflow, in the package's parser
  }
  const told = [...documents].flatMap(document => [...document.errors, ...document.warnings]);
  const syntax = syntaxFaults(told, text, nodesOf(documents));
  if (syntax.broken) return { values: [], ...syntax };
  const hasAliases = /[*]|<</.test(text);
  const aliases = hasAliases ? [...documents].flatMap(document => aliasFaults(looker(document))) : [];
  if (aliases.length > 0) return { values: [], faults: [...syntax.faults, ...aliases], broken: true };
  const values: unknown[] = [];
  for (const document of documents) {
    const looks = { isMap, targetOf: targetsOf(document) };
    const fault = hasAliases ? growth(document.contents, looks) : undefined;
    if (fault !== undefined) return unreadable(fault, [0, 0]);
    values.push(plainValue(document.contents, looks));
  }
  return { values, faults: syntax.faults, broken: false };
}

const targets = new WeakMap<Documents[number], Map<unknown, unknown>>();

// Each alias is the last anchor of its name above it. The package looks through the whole file for each.
function targetsOf(document: Documents[number]): (node: unknown) => unknown {
  const known = targets.get(document) ?? new Map<unknown, unknown>();
  if (!targets.has(document)) {
    targets.set(document, known);
    const anchors = new Map<string, unknown>();
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) known.set(node, anchors.get(node.source));
        else if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }
  return node => (isAlias(node) ? known.get(node) : undefined);
}

const unreadable = (message: string, range: Range): ParsedText => ({
  values: [],
  faults: [{ message, range }],
  broken: true,
});

// Every node, parents first, as far as faults need to know them.
function nodesOf(documents: Documents): () => NodeShape[] {
  return () => {
    const nodes: NodeShape[] = [];
    for (const document of documents) visit(document, { Node: (_, node) => void nodes.push(shape(node)) });
    return nodes;
  };
}

function shape(node: unknown): NodeShape {
  const keys = isMap(node) ? node.items.flatMap(pair => (isScalar(pair.key) ? [pair.key] : [])) : [];
  return {
    range: rangeOf(node) ?? [0, 0],
    kind: isScalar(node) ? String(node.type ?? '') : String((node as { flow?: boolean }).flow ?? false), // collections have it
    keys: keys.map(key => ({ name: String(key.value), range: rangeOf(key) ?? [0, 0] })),
  };
}

function looker(document: Documents[number]): Parameters<typeof aliasFaults>[0] {
  const targetOf = targetsOf(document);
  return visitor => {
    visit(document, {
      Alias: (_, alias) =>
        visitor({ alias: rangeOf(alias) ?? [0, 0], name: alias.source, target: rangeOf(targetOf(alias)) }),
      Pair: (_, { key, value }) => {
        if (!isScalar(key) || !isMergeKey(key.value)) return;
        const resolved = (node: unknown) => (isAlias(node) ? targetOf(node) : node);
        const source = resolved(value);
        const sources = isSeq(source) ? source.items.map(resolved) : [source];
        // an alias without its anchor is undefined, and told of that
        if (!sources.every(one => one === undefined || isMap(one)))
          visitor({ merge: rangeOf(value) ?? rangeOf(key) ?? [0, 0] });
      },
    });
  };
}

// A large file with many findings is asked for their places one after the other.
let lately: { text: string; documents: ReturnType<typeof parseAllDocuments> } | undefined;

function parsedLately(text: string): ReturnType<typeof parseAllDocuments> {
  if (lately?.text !== text) lately = { text, documents: parseAllDocuments(text, options) };
  return lately.documents;
}

/** Where in the text a path of one document stands: the offsets of its value, or of its key. Falls back to the nearest parent. */
export function locateYaml(
  text: string,
  index: number,
  wanted: { path: Path; part: 'key' | 'value' },
): Range {
  const document = parsedLately(text)[index];
  if (!document) return [0, 0];
  const targetOf = targetsOf(document);
  return placeOf(document.contents, wanted, node => (isAlias(node) ? targetOf(node) : node));
}
