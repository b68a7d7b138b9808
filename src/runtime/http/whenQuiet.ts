// When quiet: what costs much is begun one at a time, in moments in which nobody asks for what costs little.

const patience = 250; // milliseconds

interface Waiting<One> {
  one: One;
  since: number;
}

/**
 * `begin` is called for one after the other, in the order in which they came, at most one a turn of the event loop:
 * after a turn in which `bustle` did not grow, or when it has waited long enough.
 */
export function whenQuiet<One>(begin: (one: One) => void, bustle: () => number): (one: One) => void {
  const waiting: Waiting<One>[] = [];
  let heard = 0;
  const next = () => {
    const [first] = waiting;
    if (!first) return;
    const isQuiet = heard === bustle();
    heard = bustle();
    if (!isQuiet && performance.now() - first.since < patience) {
      setImmediate(next);
      return;
    }
    waiting.shift();
    if (waiting.length > 0) setImmediate(next);
    begin(first.one);
  };
  return one => {
    waiting.push({ one, since: performance.now() });
    if (waiting.length === 1) setImmediate(next);
  };
}
