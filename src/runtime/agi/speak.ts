// Speak: an app's steps as a talk: each command it yields is asked, and each outcome goes back in.

import type { Outcome, Steps } from './apps/app.ts';
import type { Line, Talk } from './talk.ts';

/** Runs an app; when the session ends before the app does, the app is let go where it stands. */
export function speak(steps: Steps): Talk {
  return line => {
    const advance = (outcome: Outcome) => {
      if (outcome.kind === 'over') return;
      take(line, steps.next(outcome));
    };
    const take = ({ ask, done }: Line, step: ReturnType<Steps['next']>) => {
      if (step.done) done(step.value);
      else ask(step.value, advance);
    };
    take(line, steps.next(nothing));
  };
}

// What a generator is first given is not looked at.
const nothing: Outcome = { kind: 'over' };
