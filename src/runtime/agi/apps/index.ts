// Apps: every AGI app by the name that a dialplan asks for.

import type { AgiData } from '../data.ts';
import type { App } from './app.ts';
import { callerName } from './callerName.ts';

export const apps: ReadonlyMap<string, App<AgiData>> = new Map([['caller-name', callerName]]);
