// Batched: many short texts as few of some 64 kB. From 128 kB on V8 takes memory of its own for a text.

const enough = 1 << 16; // characters

/** The same texts, one behind the other. */
export function* batched(texts: Iterable<string>): Iterable<string> {
  let batch = '';
  for (const text of texts) {
    batch += text;
    if (batch.length < enough) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}
