// Json: findings for scripts.

import type { Reporter } from './reporter.ts';

/** An array of findings, each with file, line, column, severity, rule and message. */
export const json: Reporter = findings => `${JSON.stringify(findings, null, 2)}\n`;
