// Rehearsal: made-up phones are answered as real ones are, so that V8 has compiled what answers before real ones come.

import { closeSync, openSync } from 'node:fs';
import { connect } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openFront } from '../front.ts';
import { jsonLog } from '../log.ts';
import type { LogStore } from '../store/logs.ts';
import { companyOf, requestsOf } from './company.ts';

export interface Rehearsal {
  stop(): void;
}

export interface RehearsalOptions {
  /** a folder that is not there, and will not be */
  data: string;
  /** connections of real phones */
  connections(): number;
}

const soon = 300; // milliseconds; the first real answers come first
const rounds = 500;
const sideBySide = 10;
const patience = 20; // milliseconds

/** Begins a moment later, off the network's reach; steps back while real phones ask, who do the same for us. */
export function rehearse({ data, connections }: RehearsalOptions): Rehearsal {
  let stopped = false;
  const run = async () => {
    await wait(soon, undefined, { ref: false });
    if (stopped) return;
    const file = openSync(devNull, 'w');
    const log = jsonLog(file);
    const { web } = await openFront({
      address: { host: '127.0.0.1', port: 0 },
      dist: companyOf(),
      data,
      logs: nowhere,
      firmware: join(data, 'firmware'),
      access: {},
      authorities: () => [],
      log,
    });
    const requests = requestsOf(sideBySide);
    for (let round = 0; round < rounds && !stopped; round++) {
      if (connections() > 0) await wait(patience);
      else
        await Promise.all(requests[round % requests.length]?.map(text => ask(web.address.port, text)) ?? []);
    }
    await web.stop();
    await log.flush();
    closeSync(file);
  };
  run().catch(() => undefined); // where nobody may listen, phones do without
  return {
    stop: () => {
      stopped = true;
    },
  };
}

const nowhere: LogStore = {
  size: async () => 0,
  append: async () => 'created',
  stop: async () => undefined,
};

function ask(port: number, text: string): Promise<void> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume().write(text, 'latin1');
  });
}
