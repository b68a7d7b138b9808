// UTF-8: bytes to their text, as quick as can be.

import { isAscii } from 'node:buffer';

/** The text of UTF-8; what is none of it is replaced. ASCII is read as Latin-1, which takes a third of the time. */
export const utf8Text = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
