// Print: log lines for people, for programs, or as they came.

import { type Mac, printMac } from '../../contract/mac.ts';
import { type FoundLine, rawOf } from '../../runtime/logs/query.ts';

export type Printer = (line: FoundLine) => string | Buffer;

const always = 7;
const control = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g;
// 4 and more are errors; what a line says may not reach the terminal as a command.
const colours: Record<number, string> = { 0: '2', 1: '2', 4: '33', 5: '31', 6: '1;31', 7: '36' };

const two = (value: number) => String(value).padStart(2, '0');

/** `2026-11-24 13:21:09`, by the clock of this machine. */
function localTime(time: number): string {
  const at = new Date(time);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

const mark = (level: number) => (level < always ? String(level) : level === always ? '*' : '-');

/** A line of the terminal for a line of a log. */
export const text =
  (colour: boolean): Printer =>
  ({ time, mac, name, level, component, text }) => {
    const head = `${localTime(time)}  ${printMac(mac as Mac)}  ${name.replace(/\.log$/, '').padEnd(5)} ${component.padEnd(5)} ${mark(level)}`; // stored by MAC
    const line = `${head}  ${text.replace(control, '\ufffd')}`;
    const code = colour ? colours[level] : undefined;
    return code === undefined ? `${line}\n` : `\u001b[${code}m${line}\u001b[0m\n`;
  };

export const json: Printer = ({ time, mac, name, level, component, text }) =>
  `${JSON.stringify({
    time: new Date(time).toISOString(),
    mac,
    log: name,
    level: level < always ? level : level === always ? '*' : null,
    component: component || null,
    text,
  })}\n`;

export const raw: Printer = line => Buffer.concat([rawOf(line), Buffer.from('\n')]);
