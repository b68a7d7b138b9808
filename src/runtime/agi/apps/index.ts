// Apps: every AGI app by the name that a dialplan asks for.

import type { AgiData } from '../data.ts';
import type { App } from './app.ts';
import { callerName } from './callerName.ts';
import { route } from './route.ts';

export const apps: ReadonlyMap<string, App<AgiData>> = new Map<string, App<AgiData>>([
  ['caller-name', callerName],
  ['route', route],
]);
