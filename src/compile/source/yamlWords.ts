// YAML words: what the yaml package says, for people who do not write YAML for a living.

type Words = string | ((match: RegExpExecArray) => string);

const words: [RegExp, Words][] = [
  [
    /^Tabs are not allowed as indentation|cannot start with a tab/,
    'a tab indents this line — indent with blanks',
  ],
  [
    /^Implicit keys (?:of flow sequence pairs )?need to be on a single line/,
    'this key and its ":" are not on one line — look at the quotes and brackets before it',
  ],
  [
    /^Nested mappings are not allowed in compact mappings/,
    'a second ":" in one value — put the value in quotes, or the key on its own line',
  ],
  [/^Implicit map keys need to be followed by map values/, 'this line has no ":" — write key: value'],
  [
    /^Block collections are not allowed within flow/,
    'a comma is missing between two entries, or a value with ": " in it needs quotes',
  ],
  [/^Missing , (?:or : )?between/, 'a comma is missing before this'],
  [/^Missing space after :/, 'a blank is missing behind the ":"'],
  [/^Unexpected , in/, 'one comma too many'],
  [/^Unexpected empty item/, 'nothing stands between these commas — take one out'],
  [
    /^Plain value cannot start with (?:reserved character|directive indicator character|flow indicator character|block scalar indicator) (\S+)/,
    ([, sign]) => `a text cannot begin with ${sign} — put it in quotes`,
  ],
  [
    /^Invalid escape sequence (.{0,2})/,
    ([, found]) => `"${found}" is no escape: in double quotes write \\\\ for a \\, or use single quotes`,
  ],
  [/^Missing closing (.)quote/, ([, quote]) => `the closing ${quote} is missing`],
  [
    /^Unresolved tag: (tag:yaml\.org,2002:)?(.*)/,
    ([, standard, tag = '']) =>
      /^!include/i.test(tag)
        ? 'there is no !include — all files below inventory/ are read together'
        : tag === '!secret'
          ? 'behind !secret stands one path, for example !secret people/101'
          : /^!secre/i.test(tag)
            ? `no tag "${tag}" — did you mean "!secret"?`
            : `no tag "${standard ? '!!' : ''}${tag}" — only !secret is known here; a text that begins with ! stands in quotes`,
  ],
  [
    /^With stringKeys, all keys must be strings/,
    'a list or mapping cannot be a key — put a text that begins with { or [ in quotes',
  ],
  [/^Comments must be separated/, 'a blank is missing before the # of a comment'],
  [
    /^(?:Unexpected|Source contains|Unsupported token|Not a YAML token)/,
    'this does not belong here — look at the quotes, commas and brackets before it',
  ],
  [/^Missing directives-end/, 'a line that begins with % belongs before a line with ---'],
  [
    /^Unsupported YAML version|^Unknown directive|directive should contain/,
    'take this line out: no % line is needed',
  ],
  [
    /^Alias(?: node|.* ambiguous| cannot)|^Anchor/,
    'an anchor is &name before a value, an alias *name in its place',
  ],
  [/^A node can have at most one/, 'a value has one anchor and one tag at most'],
  [/^Block scalar/, 'behind | or > stands nothing; its text begins on the next line, indented'],
  [/^The : indicator must be at most 1024/, 'a key is at most 1,024 characters long'],
  [/call stack|stack size/, 'this is nested too deeply to be read'],
];

/** A fault's message as we say it. */
export function plain(message: string): string {
  for (const [pattern, said] of words) {
    const match = pattern.exec(message);
    if (match) return typeof said === 'string' ? said : said(match);
  }
  return message;
}
