// As key: a text as V8 keeps it for keys, at one byte a character.

import { asciiText } from '../source/decode.ts';

/**
 * The same text, for one that stands in many paths. A part of a text that has other characters than ASCII takes two
 * bytes a character, and so does what V8 of Node 20 joins with any copy of a text that was a key once: all that is done
 * with paths then costs more.
 */
export function asKey(text: string): string {
  const lean = asciiText(Buffer.from(text)) ?? text;
  return Object.keys({ [lean]: 0 })[0] ?? lean;
}
