// Own text: a copy of a text. A slice keeps all of what it was cut from in memory, and is compared by way of it.

/** The same text, on its own: for what outlives the request that it was cut from. */
export const ownText = (text: string): string => Buffer.from(text).toString();
