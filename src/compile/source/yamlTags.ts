// YAML tags: which words of a file become something other than text.

/** What `!secret people/101` becomes in a value. */
export interface SecretReference {
  '!secret': string;
}

/** The part of the yaml package's ScalarTag that ours have. */
export interface OwnTag {
  tag: string;
  identify(value: unknown): boolean;
  resolve(text: string): unknown;
  default?: boolean;
  test?: RegExp;
}

const secretTag: OwnTag = {
  tag: '!secret',
  identify: () => false,
  resolve: text => ({ '!secret': text }) satisfies SecretReference,
};

// A number that would lose a plus sign or a leading zero stays a string, and so does `1.10`: they are
// telephone numbers and versions here, never quantities.
const integerTag: OwnTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^-?(?:0|[1-9][0-9]{0,14})$/,
  identify: value => typeof value === 'number' && Number.isInteger(value),
  resolve: text => Number(text),
};

const replaced = new Set(['tag:yaml.org,2002:int', 'tag:yaml.org,2002:float']);

/** The yaml package's own tags with ours in place of its numbers. */
export const ownTags = (tags: unknown[]): unknown[] => [
  ...tags.filter(tag => !replaced.has((tag as OwnTag).tag)), // a list of tags, by the package's word
  integerTag,
  secretTag,
];
