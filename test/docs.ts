// Docs: files that a page of docs/ shows, fenced as "```js name.mjs".

import { readFileSync } from 'node:fs';

/** Every named fence of a page, by its file name. */
export function filesIn(page: string): Map<string, string> {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8');
  const fences = text.matchAll(/^```\w+ ([\w.-]+)\n([\s\S]*?)^```$/gm);
  return new Map([...fences].map(([, name = '', body = '']) => [name, body]));
}
