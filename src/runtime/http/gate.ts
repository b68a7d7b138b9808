// Gate: asked once before anything is served, so that whoever may not have it gets nothing.

import type { PhoneKind } from '../../contract/userAgent.ts';
import type { Asked } from './asked.ts';
import type { Reply } from './reply.ts';
import type { Target } from './target.ts';

/** What a request is about, as far as the tables know. */
export interface Matter {
  path: string;
  /** the MAC that the path's last name starts with, or empty */
  mac: string;
  target: Target;
  /** who the user agent says is asking */
  phone: PhoneKind | undefined;
}

/** Undefined lets a request through; a reply is sent in place of what was asked for. */
export type Gate = (asked: Asked, matter: Matter) => Reply | undefined | Promise<Reply | undefined>;
