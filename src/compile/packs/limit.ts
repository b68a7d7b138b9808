// Limit: runs a template that may never end; the time that it costs is paid for a company's own ones, at their first run.

import { createContext, Script } from 'node:vm';

// A template for 100,000 phones takes a second or two; one with a loop that never ends would hold a CI job for hours.
const longest = 20_000;

/** The result of `run`; throws where it takes longer than so many milliseconds. */
export function limited(run: () => string, timeout = longest): string {
  return new Script('run()').runInContext(createContext({ run }), { timeout }) as string; // it is what run returns
}

/** Whether an error says so. It is of the other context, and so no Error of this one. */
export const isTimeout = (error: unknown): boolean =>
  (error as { code?: unknown } | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'; // whatever it is, it may have a code
