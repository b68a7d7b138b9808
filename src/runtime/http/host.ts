// Host: what may stand in a Host field, as our own reader and node:http's judge it.

const host = /^[\w.~!$&'()*+,;=%:[\]-]*$/;

/** Whether this can be a Host field's value (RFC 9112, 3.2). */
export const isHost = (text: string): boolean => host.test(text);
