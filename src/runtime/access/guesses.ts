// Guesses: who tries MACs or passwords is slowed; a building full of phones behind one address is not.

export interface Guesses {
  /** seconds to wait before this address may ask for this phone's files; 0 where it may now */
  wait(address: string, mac: string): number;
  /** the address asked for a phone that is not in git */
  unknownMac(address: string, mac: string): void;
  /** a password was wrong, or an answer could not be read; `mac`: of the phone that was asked for, empty for none */
  wrongPassword(address: string, mac: string): void;
  /** a phone of the inventory got its files at this address: asking for them there again is no guess */
  atHome(address: string, mac: string): void;
  /** addresses that are slowed now */
  slowed(): string[];
}

interface Guesser {
  /** when the first guess of this round was made */
  since: number;
  unknown: Set<string>;
  wrong: number;
  /** wrong passwords by the phone that they were tried for */
  wrongOf: Map<string, number>;
}

/** A round's guesses count together, then all is forgiven. */
const round = 10 * 60_000; // milliseconds
const most = { unknown: 40, wrong: 100, wrongOfOne: 5, guessers: 10_000 };
const retryAfter = 60; // seconds

/**
 * A healthy boot guesses nothing, so requests do not count: distinct unknown MACs do, and wrong passwords. Where more
 * phones are at home than MACs were guessed, it is a building that nobody has written down in full, not a guesser.
 */
export function guesses(now: () => number = Date.now): Guesses {
  const guessers = new Map<string, Guesser>();
  const homes = homesOfPhones();

  const guesserAt = (address: string): Guesser => {
    const known = guessers.get(address);
    if (known && now() - known.since <= round) return known;
    guessers.delete(address);
    const [eldest] = guessers.keys();
    if (guessers.size >= most.guessers && eldest !== undefined) guessers.delete(eldest);
    const made = { since: now(), unknown: new Set<string>(), wrong: 0, wrongOf: new Map<string, number>() };
    guessers.set(address, made);
    return made;
  };

  const tooMany = (address: string, { since, unknown, wrong }: Guesser): boolean =>
    now() - since <= round &&
    (wrong >= most.wrong || (unknown.size >= most.unknown && unknown.size > homes.count(address)));

  return {
    wait: (address, mac) => {
      const guesser = guessers.get(address);
      if (!guesser || !tooMany(address, guesser)) return 0;
      const spared = homes.at(mac) === address && (guesser.wrongOf.get(mac) ?? 0) < most.wrongOfOne;
      return spared ? 0 : retryAfter;
    },
    unknownMac: (address, mac) => {
      const guesser = guesserAt(address);
      if (!tooMany(address, guesser)) guesser.unknown.add(mac);
    },
    wrongPassword: (address, mac) => {
      const guesser = guesserAt(address);
      guesser.wrong++;
      if (homes.at(mac) === address) guesser.wrongOf.set(mac, (guesser.wrongOf.get(mac) ?? 0) + 1);
    },
    atHome: homes.move,
    slowed: () => [...guessers].flatMap(([address, guesser]) => (tooMany(address, guesser) ? address : [])),
  };
}

/** Where each phone was last; no more of them than the inventory has phones. */
function homesOfPhones() {
  const homes = new Map<string, string>();
  const counts = new Map<string, number>();
  const add = (address: string, step: number) => {
    const count = (counts.get(address) ?? 0) + step;
    if (count > 0) counts.set(address, count);
    else counts.delete(address);
  };
  const move = (address: string, mac: string) => {
    const before = homes.get(mac);
    if (before === address) return;
    if (before !== undefined) add(before, -1);
    add(address, 1);
    homes.set(mac, address);
  };
  return { move, at: (mac: string) => homes.get(mac), count: (address: string) => counts.get(address) ?? 0 };
}
