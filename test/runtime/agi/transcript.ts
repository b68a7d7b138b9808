// Transcript: what a real Asterisk 22 said, byte for byte, and what it was said to.
// `<` is Asterisk's line, `>` the server's, `=` what the answer must come to. `\{a 2000}` is 2000 times a.

import { readdirSync, readFileSync } from 'node:fs';

export interface Exchange {
  /** the server's line without its newline, binary text */
  command: string;
  /** what Asterisk sent before the next command */
  answer: string;
  expected: string;
}

export interface Transcript {
  name: string;
  env: string;
  exchanges: Exchange[];
}

const folder = new URL('transcripts/', import.meta.url);

export const transcripts = (): Transcript[] =>
  readdirSync(folder)
    .sort()
    .map(name => transcriptOf(name, readFileSync(new URL(name, folder), 'latin1')));

function transcriptOf(name: string, text: string): Transcript {
  const transcript: Transcript = { name, env: '', exchanges: [] };
  for (const line of text.trimEnd().split('\n')) {
    const said = unescaped(line.slice(2));
    const exchange = transcript.exchanges.at(-1);
    if (line.startsWith('>')) transcript.exchanges.push({ command: said, answer: '', expected: '' });
    else if (line.startsWith('=') && exchange) exchange.expected = said;
    else if (exchange) exchange.answer += `${said}\n`;
    else transcript.env += `${said}\n`;
  }
  return transcript;
}

const unescaped = (text: string) =>
  text.replace(/\\(?:\{(.) (\d+)\}|(.))/g, (_, repeated: string, times: string, letter: string) =>
    repeated === undefined ? (letters[letter] ?? letter) : repeated.repeat(Number(times)),
  );

const letters: Record<string, string> = { r: '\r', 0: '\0' };
