// Command: a line for Asterisk, its arguments quoted so that nothing in them becomes a second command.

/** A word stands as it is (`SET`, `CALLERID(name)`); a text is quoted. */
export type Argument = string | { text: string };

export type Command = readonly Argument[];

/** What Asterisk before 20.16 reads as one line; it runs the rest as another command. */
const longest = 2047;
const mostArguments = 120;

/** The line with its newline, or why there can be none. */
export function commandLine(command: Command): { line: string } | { fault: string } {
  if (command.length === 0 || command.length > mostArguments)
    return { fault: `a command has 1 to ${mostArguments} words` };
  const words = command.map(argument => (typeof argument === 'string' ? argument : quote(argument.text)));
  const line = `${words.join(' ')}\n`;
  if (/[\r\n\0]/.test(line.slice(0, -1))) return { fault: 'a line break or NUL would end the command' };
  if (command.some(argument => typeof argument === 'string' && !/^[^\s"\\]+$/.test(argument)))
    return { fault: 'a word with a blank or quote needs quoting' };
  if (Buffer.byteLength(line) > longest) return { fault: `a command has at most ${longest} bytes` };
  return { line };
}

/** Sets a channel variable or a function such as `CALLERID(name)`. */
export function setVariable(name: string, value: Argument): Command {
  return ['SET', 'VARIABLE', name, value];
}

/** Shows a message on Asterisk's console. */
export function verbose(message: string): Command {
  return ['VERBOSE', { text: message }, '1'];
}

const callersTime = new Set(['EXEC', 'GOSUB', 'STREAM', 'CONTROL', 'SAY', 'RECORD', 'WAIT', 'RECEIVE']);
const callersTimeGet = new Set(['DATA', 'OPTION']);

/** Whether Asterisk works for the caller meanwhile: plays, listens, records, dials. Such time is not the script's. */
export function takesTime([first, second]: Command): boolean {
  if (typeof first !== 'string') return false;
  if (callersTime.has(first)) return true;
  if (first === 'GET') return typeof second === 'string' && callersTimeGet.has(second);
  return first === 'SPEECH' && second === 'RECOGNIZE';
}

// Inside quotes Asterisk takes the character after a backslash as it is; there are no other escapes.
const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
