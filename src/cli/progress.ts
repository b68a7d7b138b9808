// Progress: on a terminal, how far a long build has come.

const every = 100; // milliseconds

/** Hands on what it is given, and says on a terminal how many there were. */
export function* progress<T>(items: Iterable<T>): Iterable<T> {
  if (!process.stderr.isTTY) return yield* items;
  let shown = Date.now() + every * 2; // a short build says nothing
  let count = 0;
  try {
    for (const item of items) {
      count++;
      if (count % 64 === 0 && Date.now() >= shown) {
        process.stderr.write(`\r${count.toLocaleString('en')} files`);
        shown = Date.now() + every;
      }
      yield item;
    }
  } finally {
    process.stderr.write('\r\u001b[K');
  }
}
