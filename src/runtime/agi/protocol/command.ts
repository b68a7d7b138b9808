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

/** Whether Asterisk answers only when the caller or a prompt is through: a Dial may last for hours. */
export function takesTime([word, next]: Command): boolean {
  return patient.has(String(word)) || (word === 'GET' && (next === 'DATA' || next === 'OPTION'));
}

const patient = new Set(['EXEC', 'SAY', 'STREAM', 'CONTROL', 'RECORD', 'WAIT', 'RECEIVE', 'GOSUB', 'SPEECH']);

/** Shows a message on Asterisk's console. */
export function verbose(message: string): Command {
  return ['VERBOSE', { text: message }, '1'];
}

// Inside quotes Asterisk takes the character after a backslash as it is; there are no other escapes.
const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
