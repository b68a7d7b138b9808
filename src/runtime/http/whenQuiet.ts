// When quiet: what costs much is begun one at a time, in moments in which nobody asks for what costs little.

const patience = 1000; // milliseconds
const pace = 4; // milliseconds between two that are begun though it is not quiet

interface Waiting<One> {
  one: One;
  since: number;
}

/**
 * `begin` is called for one after the other, in the order in which they came, at most one a turn of the event loop:
 * after a turn in which `bustle` did not grow, or when it has waited long enough; then one every few milliseconds.
 */
export function whenQuiet<One>(begin: (one: One) => void, bustle: () => number): (one: One) => void {
  const waiting: Waiting<One>[] = [];
  let [heard, begun] = [0, 0];
  const next = () => {
    const [first] = waiting;
    if (!first) return;
    const isQuiet = heard === bustle();
    heard = bustle();
    const now = performance.now();
    if (!isQuiet && (now - first.since < patience || now - begun < pace)) {
      setImmediate(next);
      return;
    }
    begun = now;
    waiting.shift();
    if (waiting.length > 0) setImmediate(next);
    begin(first.one);
  };
  return one => {
    waiting.push({ one, since: performance.now() });
    if (waiting.length === 1) setImmediate(next);
  };
}
