// Fault: why a template failed and at which line, from what Eta says of it.

import { Script } from 'node:vm';

/** What went wrong in a template: `line` counts from 1. */
export interface TemplateFault {
  message: string;
  line: number;
  column?: number;
}

/** What `present` throws: the value alone does not know its name. */
export const missing = 'a field that the template prints is missing';

/** What it throws where a field of the value was meant. */
export const whole =
  'the template prints a value that has fields of its own — write .name or another of them behind it';

/** Reads the error of a template that was run with debugging on. */
export function faultOf(error: unknown, template: string): TemplateFault {
  const message = error instanceof Error ? error.message : String(error);
  const [, parsed, atLine, atColumn] = /^(.*?) at line (\d+) col (\d+):/.exec(message) ?? [];
  if (parsed !== undefined)
    return { message: inWords(parsed), line: Number(atLine), column: Number(atColumn) };
  const [, syntax, code] = /^Bad template syntax\n\n(.*)\n=+\n\n([\s\S]*)$/.exec(message) ?? [];
  if (syntax !== undefined) return { message: saidBetter(syntax), line: syntaxLine(code ?? '') };
  const line = Number(/(?:^|at )line (\d+)/.exec(message)?.[1] ?? 1);
  const last = message.trim().split(/\n\n+/).at(-1) ?? message;
  return last === missing ? nothingThere(template, line) : { message: inWords(last), line };
}

const words: [RegExp, (name: string) => string][] = [
  [/^unclosed string/, () => 'unclosed string — look at the quotes, and for the %> that ends the code'],
  [/^Maximum call stack/, () => 'this template runs itself again and again'],
  [
    /^Failed to get template '(.*)'/,
    name => `there is no include here — it.use('${name}.eta', {}) runs another template of the pack`,
  ],
  [
    /^(fleet|site|phone|model|pack|settings|url|parameters|bytes|use) is not defined/,
    name => `${name} is not defined — write it.${name}`,
  ],
  [
    /^Cannot read properties of undefined \(reading '(.*)'\)/,
    name => `what stands before .${name} is missing`,
  ],
];

// What JavaScript and Eta say, for people who write neither often.
function inWords(message: string): string {
  for (const [pattern, said] of words) {
    const found = pattern.exec(message);
    if (found) return said(found[1] ?? '');
  }
  return message;
}

// What Eta puts behind the template is what JavaScript did not expect there.
const saidBetter = (syntax: string) =>
  syntax === "Unexpected token 'catch'"
    ? 'a { of this template is never closed — write <% } %> behind what it holds'
    : `this is no JavaScript: ${syntax}`;

// The code that Eta makes says the template's line before each of its parts.
function syntaxLine(code: string): number {
  try {
    new Script(`(function (it, options) {${code}})`, { filename: 'template' });
    return 1;
  } catch (error) {
    const at = Number(/^template:(\d+)/.exec((error as Error).stack ?? '')?.[1] ?? 1); // Script throws a SyntaxError
    const before = code.split('\n').slice(0, at).join('\n');
    return Number([...before.matchAll(/^__eta\.line=(\d+)/gm)].at(-1)?.[1] ?? 1);
  }
}

// Which of the line's fields it was is known where it prints one only.
function nothingThere(template: string, line: number): TemplateFault {
  const text = template.split('\n')[line - 1] ?? '';
  const [first, ...others] = [...text.matchAll(/<%=[-_]?\s*(.*?)\s*[-_]?%>/g)];
  if (!first || others.length > 0) return { message: missing, line };
  return { message: `${first[1]} is missing`, line, column: first.index + 1 };
}
