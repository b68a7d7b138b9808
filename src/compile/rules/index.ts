// Rules: the list of them, and the run over a company.

import { type Finding, hasErrors } from '../source/finding.ts';
import { callers } from './callers.ts';
import { capacity } from './capacity.ts';
import { certificates } from './certificates.ts';
import { characters } from './characters.ts';
import { directory } from './directory.ts';
import { emergency } from './emergency.ts';
import { extensions } from './extensions.ts';
import { firmware } from './firmware.ts';
import { fleet } from './fleet.ts';
import { holidays } from './holidays.ts';
import { languages } from './languages.ts';
import { lines } from './lines.ts';
import { logins } from './logins.ts';
import { mac } from './mac.ts';
import { networks } from './networks.ts';
import { numbers } from './numbers.ts';
import { parameters } from './parameters.ts';
import { passwords } from './passwords.ts';
import { polling } from './polling.ts';
import { references } from './references.ts';
import { routeSteps } from './routeSteps.ts';
import { routes } from './routes.ts';
import type { Company, Rule } from './rule.ts';
import { secrets } from './secrets.ts';
import { servers } from './servers.ts';
import { sites } from './sites.ts';
import { speedDials } from './speedDials.ts';
import { timezones } from './timezones.ts';
import { unique } from './unique.ts';
import { unused } from './unused.ts';
import { urls } from './urls.ts';

const rules: Record<string, Rule> = {
  callers,
  capacity,
  certificates,
  characters,
  directory,
  emergency,
  extensions,
  firmware,
  fleet,
  holidays,
  languages,
  lines,
  logins,
  mac,
  networks,
  numbers,
  parameters,
  passwords,
  polling,
  references,
  'route-steps': routeSteps,
  routes,
  secrets,
  servers,
  sites,
  'speed-dials': speedDials,
  timezones,
  unique,
  urls,
};

/** Those that are asked where the others found no error: what is at fault there may be what they miss. */
const late: Record<string, Rule> = { unused };

/** Those that look at no phone: what they say is the same whatever phones there are. */
export const phoneless = new Set([
  'callers',
  'emergency',
  'extensions',
  'holidays',
  'logins',
  'networks',
  'passwords',
  'polling',
  'route-steps',
  'routes',
  'sites',
  'speed-dials',
  'unique',
  'urls',
]);

/** What findings of rules print in brackets. */
export const ruleNames = Object.keys({ ...rules, ...late });

/**
 * Runs every rule, or those for which `which` is true; each looks at what is sound and casts no shadow on another.
 * `before` is what was found until now.
 */
export function runRules(
  company: Company,
  { which = () => true, before = [] }: { which?: (name: string) => boolean; before?: Finding[] } = {},
): Finding[] {
  const run = (list: Record<string, Rule>) =>
    Object.entries(list).flatMap(([name, rule]) =>
      which(name)
        ? [...rule(company)].map((remark): Finding => ({ severity: 'error', rule: name, ...remark }))
        : [],
    );
  const found = run(rules);
  return hasErrors(before) || hasErrors(found) ? found : [...found, ...run(late)];
}
