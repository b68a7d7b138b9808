// Converse: a person's script as a talk. It is done when it has returned and its last command is answered.

import type { Talk } from '../talk.ts';
import { asker } from './ask.ts';
import { callOf, type Script } from './call.ts';

/** Runs a script; what it throws is told to Asterisk's console, and the call goes on. */
export function converse(script: Script): Talk {
  return line => {
    const { ask, idle } = asker(line);
    const call = callOf(line, ask);
    const run = async () => {
      await script(call);
      await idle(); // a script that awaits nothing is a script, too
    };
    run().then(() => line.done('done'), line.fail);
  };
}
