// Rehearsal: made-up phones are answered as real ones are, so that V8 has compiled what answers before real ones come.

import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openFront } from '../front.ts';
import { jsonLog } from '../log.ts';
import { companyOf, requestsOf } from './company.ts';
import { ask, stores } from './exchange.ts';

export interface Rehearsal {
  /** resolves when it has ended */
  stop(): Promise<void>;
}

export interface RehearsalOptions {
  /** a folder that is not there, and will not be */
  data: string;
  /** connections of real phones */
  connections(): number;
  /** requests of real phones that were answered so far */
  answered(): number;
}

const soon = 300; // milliseconds; the first real answers come first
const rounds = 500;
const sideBySide = 10;
const patience = { milliseconds: 500, rounds: 25 }; // behind each sign of a real phone

/** Begins a moment later, on ports of its own of this machine; steps back while real phones ask, who do the same for us. */
export function rehearse({ data, connections, answered }: RehearsalOptions): Rehearsal {
  const leaving = new AbortController();
  const { signal } = leaving;
  const run = async () => {
    await wait(soon, undefined, { ref: false, signal });
    const file = openSync(devNull, 'w');
    const log = jsonLog(file);
    // Of one server V8 would learn that there is no other, and have to learn anew when real phones ask theirs.
    const fronts = await Promise.all(
      stores.map(logs =>
        openFront({
          address: { host: '127.0.0.1', port: 0 },
          dist: companyOf(),
          data,
          logs,
          firmware: join(data, 'firmware'),
          access: {},
          authorities: () => [],
          log,
        }),
      ),
    );
    const ports = fronts.map(({ web }) => web.address.port);
    const requests = requestsOf(sideBySide);
    let heard = 0;
    for (let round = 0; round < rounds && !signal.aborted; ) {
      if (connections() > 0 || answered() !== heard) {
        heard = answered();
        round += patience.rounds;
        await wait(patience.milliseconds, undefined, { ref: false, signal }).catch(() => undefined);
        continue;
      }
      const texts = requests[round++ % requests.length] ?? [];
      await Promise.all(texts.map((text, number) => ask(ports[number % ports.length] ?? 0, text)));
    }
    await Promise.all(fronts.map(({ web }) => web.stop()));
    await log.flush();
    closeSync(file);
  };
  const ended = run().catch(() => undefined); // it was stopped early, or nobody may listen: phones do without
  return {
    stop: () => {
      leaving.abort();
      return ended;
    },
  };
}
