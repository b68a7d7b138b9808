// Steady: whether the clock can be believed. A clock that jumps ahead must not make everything look old.

export interface Clocks {
  /** milliseconds since 1970; may jump */
  wall(): number;
  /** milliseconds that never jump */
  running(): number;
}

export const systemClocks: Clocks = { wall: () => Date.now(), running: () => performance.now() };

const jump = 5 * 60_000;
/** how long a clock that jumped must go on evenly before what it calls old is removed */
export const patience = 60 * 60_000;

/** A look at both clocks: undefined while the wall's is not to be believed, else the moment that it shows. */
export function steadyClock({ wall, running }: Clocks): () => number | undefined {
  let [lastWall, lastRunning, since] = [wall(), running(), running()];
  return () => {
    const [nowWall, nowRunning] = [wall(), running()];
    const drift = Math.abs(nowWall - lastWall - (nowRunning - lastRunning));
    if (drift > jump) since = nowRunning;
    [lastWall, lastRunning] = [nowWall, nowRunning];
    return nowRunning - since >= patience ? nowWall : undefined;
  };
}
