// App: what a call gets, as a pure function: it yields commands and is given their outcomes.

import type { Answer } from '../protocol/answer.ts';
import type { Command } from '../protocol/command.ts';
import type { Env } from '../protocol/env.ts';

/** Why there is no answer: the command cannot be sent, or the session is over, and how it ended. */
export type Outcome = Answer | { kind: 'unsendable'; fault: string } | { kind: 'over'; ending?: string };

/** Commands out, outcomes in; at the end what the log should say of the call. A socket or a pipe can drive it. */
export type Steps = Generator<Command, string, Outcome>;

export type App<Data> = (env: Env, data: Data) => Steps;
