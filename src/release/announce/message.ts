// Message: what goes to Asterisk's manager interface and what comes back, text to values and back.

/** Keys and values in their order; a key may stand several times. */
export type Message = readonly (readonly [key: string, value: string])[];

/** The text of a message; throws an Error where a value would end its line and so begin a command of its own. */
export function printMessage(message: Message): string {
  for (const [key, value] of message) {
    if (/[\r\n\0]/.test(key + value) || key.includes(':')) throw new Error(`${key} cannot hold a line break`);
  }
  return `${message.map(([key, value]) => `${key}: ${value}\r\n`).join('')}\r\n`;
}

/** The first value of a key, in any letter case; empty where there is none. */
export function field(message: Message, key: string): string {
  return message.find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1] ?? '';
}

export interface MessageReader {
  /** Takes bytes as they come; returns the messages that are whole now. */
  take(text: string): Message[];
}

const longest = 1 << 20;

/** Puts messages together; the greeting, which ends with one line break, is none. Throws where one has no end. */
export function messageReader(): MessageReader {
  let pending = '';
  const take = (text: string) => {
    pending += text;
    const whole = pending.split('\r\n\r\n');
    pending = whole.pop() ?? '';
    if (pending.length > longest) throw new Error('a message without an end: this is no manager interface');
    return whole.map(readMessage);
  };
  return { take };
}

function readMessage(text: string): Message {
  return text.split('\r\n').flatMap(line => {
    const [, key = '', value = ''] = /^([^:\s]+):\s?(.*)$/s.exec(line) ?? [];
    return key === '' ? [] : [[key, value] as const];
  });
}
