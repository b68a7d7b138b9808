// Level: the severities of log lines, by number or by word.

const words: Record<string, number> = { debug: 0, info: 3, warn: 4, warning: 4, error: 5, fatal: 6 };

export const levelWords = Object.keys(words);

/** 0–6 of `warn` or `4`. */
export function readLevel(text: string): number | undefined {
  return /^[0-6]$/.test(text) ? Number(text) : Object.hasOwn(words, text) ? words[text] : undefined;
}
