// Clock: a deadline that can stand still.

export interface Clock {
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Calls `up` after so many milliseconds in which it was not paused. */
export function startClock(milliseconds: number, up: () => void): Clock {
  let left = milliseconds;
  let since = performance.now();
  let timer = setTimeout(up, left);
  const pause = () => {
    clearTimeout(timer);
    left -= performance.now() - since;
  };
  const resume = () => {
    since = performance.now();
    timer = setTimeout(up, Math.max(left, 0));
  };
  return { pause, resume, stop: () => clearTimeout(timer) };
}
