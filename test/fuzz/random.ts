// Random: numbers that the same seed makes again.

export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed % 2_147_483_647 || 1;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export const pick = (from: readonly string[], random: Random): string => from[random(from.length)] ?? '';
