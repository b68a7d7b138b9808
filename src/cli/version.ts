// Version: the package's own.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './packageRoot.ts';

const { version: text } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));

/** `0.1.0` */
export const version = String(text);
