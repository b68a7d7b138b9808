// One a turn: what costs much is begun one at a time, so that what costs little goes on in between.

/** `begin` is called for one after the other, each in a turn of the event loop of its own, in the order in which they came. */
export function oneATurn<One>(begin: (one: One) => void): (one: One) => void {
  const waiting: One[] = [];
  const next = () => {
    const one = waiting.shift();
    if (one === undefined) return;
    if (waiting.length > 0) setImmediate(next);
    begin(one);
  };
  return one => {
    waiting.push(one);
    if (waiting.length === 1) setImmediate(next);
  };
}
