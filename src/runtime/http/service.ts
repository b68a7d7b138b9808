// Service: what a transport calls for each request, and tells when it has answered.

import type { Log } from '../log.ts';
import type { Asked } from './asked.ts';
import { type Handled, handle, nothing, type Parts } from './handle.ts';
import { refuse } from './reply.ts';
import type { Maybe } from './then.ts';

export interface Sent {
  /** of the body */
  bytes: number;
  /** milliseconds from the request's head to the reply's last byte handed over */
  ms: number;
}

/** Is told of each request when it was answered. */
export type Witness = (asked: Asked, handled: Handled, sent: Sent) => void;

export interface Service {
  /** never throws or rejects */
  answer(asked: Asked): Maybe<Handled>;
  finished: Witness;
  /** a reply could not be sent, by our own fault */
  broke(error: unknown): void;
  /** whether the server is stopping: connections end with their reply */
  closing(): boolean;
}

/** Answers requests by `parts` and tells the witnesses of each. */
export function service(
  parts: Parts,
  { log, witnesses }: { log: Log; witnesses: Witness[] },
  closing: () => boolean,
): Service {
  const failed = (error: unknown, { target }: Asked): Handled => {
    log({ level: 'error', event: 'request-failed', path: target, message: String(error) });
    return { ...nothing, reply: refuse(500, 'this server failed') };
  };
  return {
    closing,
    answer: asked => {
      try {
        const handled = handle(asked, parts);
        return handled instanceof Promise ? handled.catch(error => failed(error, asked)) : handled;
      } catch (error) {
        return failed(error, asked);
      }
    },
    finished: (asked, handled, sent) => {
      for (const witness of witnesses) witness(asked, handled, sent);
    },
    broke: error => log({ level: 'error', event: 'reply-failed', message: String(error) }),
  };
}
