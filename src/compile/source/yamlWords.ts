// YAML words: what the yaml package says, for people who do not write YAML for a living.

const words: [RegExp, string][] = [
  [/^Map keys must be unique/, 'this key is already in use above; keep one of the two'],
  [/^Tabs are not allowed as indentation/, 'a tab indents this line — indent with blanks'],
  [
    /^Implicit keys need to be on a single line/,
    'this key and its ":" are not on one line — look at the quotes and brackets before it',
  ],
  [
    /^Nested mappings are not allowed in compact mappings/,
    'a second ":" in one value — put the value in quotes, or the key on its own line',
  ],
];

/** A fault's message as we say it. */
export const plain = (message: string) => words.find(([pattern]) => pattern.test(message))?.[1] ?? message;
