// Mask: a line of a file as a finding may show it, without the passwords that it holds.

const secretFiles = /(?:^|\/)secrets\.ya?ml/i;
const keys = /(?:password|\bpin|\bsecret)s?["']?\s*:\s+(?!!secret\s)/gi;
const inUrls = /(?<=:\/\/[^\s/@]*:)[^\s/@]+(?=@)/g;

/** The line with dots in the place of each password, so that columns stay; nothing of a file of secrets. */
export function masked(file: string, line: string): string | undefined {
  if (secretFiles.test(file)) return undefined;
  let shown = line;
  for (const { 0: key, index } of line.matchAll(keys)) {
    const start = index + key.length;
    const end = start + written(line.slice(start), line.slice(0, index).includes('{')).length;
    shown = shown.slice(0, start) + '•'.repeat(end - start) + shown.slice(end);
  }
  return shown.replace(inUrls, password => '•'.repeat(password.length));
}

// Quoted, or to the comma or brace behind it where it stands in braces, or to the line's end: rather too much.
function written(rest: string, inBraces: boolean): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(rest)?.[0];
  if (quoted !== undefined) return quoted;
  return inBraces && !/^[[{]/.test(rest) ? (/^[^,}]*/.exec(rest)?.[0] ?? '').trimEnd() : rest.trimEnd();
}
