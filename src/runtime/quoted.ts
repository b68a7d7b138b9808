// Quoted: a value as JSON in ASCII, so that a line has as many bytes as characters.

const plain = /^[ !#-[\]-~]*$/; // needs no escape
const beyondAscii = /[\u007f-\uffff]/g;

export function quoted(value: unknown): string {
  if (typeof value === 'string' && plain.test(value)) return `"${value}"`;
  return JSON.stringify(value).replace(beyondAscii, escaped);
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
