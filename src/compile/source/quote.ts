// Quote: a value as a message shows it, on one line and not too long.

const longest = 60;

// Controls, marks that turn the reading direction, and blanks that cannot be told from others.
const hidden =
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b\u200e\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff\ufff9-\uffff\ud800-\udfff]/gu;

/** What cannot be seen, spelled out: `\u202e`. */
export const spelled = (text: string): string =>
  text.replace(hidden, found => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** A value in quotes; a long one is cut. */
export function quoted(text: string | number | boolean): string {
  const plain = spelled(String(text));
  return `"${plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain}"`;
}
