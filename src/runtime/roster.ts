// Roster: who is here at the moment. Not a Map: where entries come and go, V8 leaves the tables that a Map has outgrown
// linked to the newer ones, and so all that was ever in them survives until the next large collection.

export interface Seat {
  /** where it stands in the roster, which alone sets it */
  seat: number;
}

export interface Roster<One extends Seat> {
  /** in no order */
  all: readonly One[];
  join(one: One): void;
  leave(one: One): void;
}

/** An empty roster; joining and leaving cost the same however many are here. */
export function openRoster<One extends Seat>(): Roster<One> {
  const all: One[] = [];
  const join = (one: One) => {
    one.seat = all.length;
    all.push(one);
  };
  const leave = (one: One) => {
    if (all[one.seat] !== one) return;
    const last = all.pop();
    if (last === undefined || last === one) return;
    all[one.seat] = last;
    last.seat = one.seat;
  };
  return { all, join, leave };
}
