// Asterisk conf: reads a configuration file as Asterisk's config.c does, as far as generated files need.

export interface ConfLine {
  section: string;
  key: string;
  value: string;
}

/**
 * Asterisk's rules: `;--` opens a comment that `--;` closes, an unescaped `;` one to the line's end, `\;` is a
 * semicolon; what is left is trimmed; a line is a [section] or `key = value` (or `=>`), cut at the first `=`.
 */
export function readConf(text: string): ConfLine[] {
  const lines: ConfLine[] = [];
  let section = '';
  let isComment = false;
  for (const raw of text.split('\n')) {
    const { rest, open } = uncommented(raw, isComment);
    isComment = open;
    const line = rest.trim();
    const header = /^\[([^\]]*)\]/.exec(line);
    if (header) section = header[1] ?? '';
    else if (line !== '') lines.push({ section, ...assignment(line) });
  }
  return lines;
}

function uncommented(raw: string, inside: boolean): { rest: string; open: boolean } {
  let open = inside;
  let rest = '';
  for (let at = 0; at < raw.length; at++) {
    if (open) {
      if (raw.startsWith('--;', at)) [open, at] = [false, at + 2];
    } else if (raw[at] === '\\' && raw[at + 1] === ';') [rest, at] = [`${rest};`, at + 1];
    else if (raw.startsWith(';--', at) && raw[at + 3] !== '-') [open, at] = [true, at + 2];
    else if (raw[at] === ';') return { rest, open };
    else rest += raw[at];
  }
  return { rest, open };
}

function assignment(line: string): { key: string; value: string } {
  const at = line.indexOf('=');
  if (at < 0) throw new Error(`Asterisk would refuse this line: ${line}`);
  return {
    key: line.slice(0, at).trim(),
    value: line
      .slice(at + 1)
      .replace(/^>/, '')
      .trim(),
  };
}

/** The name of `"name" <number>`. */
export const callerName = (value: string): string => /^"(.*)" <\d+>$/.exec(value)?.[1] ?? '';
