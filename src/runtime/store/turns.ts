// Turns: work on one thing after the other, on different things side by side.

export interface Turns {
  <T>(key: string, work: () => Promise<T>): Promise<T>;
  /** resolves when nothing is under way */
  idle(): Promise<void>;
}

/** Work of one key waits for the work of that key before it, however that ended. */
export function openTurns(): Turns {
  const busy = new Map<string, Promise<unknown>>();
  const turns = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const turn = (busy.get(key) ?? Promise.resolve()).then(work, work);
    busy.set(key, turn);
    const done = () => {
      if (busy.get(key) === turn) busy.delete(key);
    };
    turn.then(done, done);
    return turn;
  };
  const idle = async () => {
    while (busy.size > 0) await Promise.allSettled(busy.values());
  };
  return Object.assign(turns, { idle });
}
