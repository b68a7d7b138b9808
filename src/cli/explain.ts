// Explain: every value that a phone or an extension ends up with, and the line that it came from.

import { parseArgs } from 'node:util';
import { compile, type Output } from '../compile/compile.ts';
import type { Explained } from '../compile/explain/explained.ts';
import { explainPerson } from '../compile/explain/person.ts';
import { explainPhone } from '../compile/explain/phone.ts';
import type { SourceFile } from '../compile/source/file.ts';
import { parseMac, printMac } from '../contract/mac.ts';
import { didYouMean } from './didYouMean.ts';
import { asJson, asText, type Told } from './explain/print.ts';
import { chooseReporter, report } from './report.ts';
import { readSources } from './sources.ts';
import { atMost, usageError } from './usage.ts';

const help = `plugtone explain: where each value of a phone or extension comes from

Usage: plugtone explain MAC|EXTENSION [PARAMETER] [--root DIR] [--format text|json] [--show-secrets]

  MAC             a phone of the inventory, in any usual spelling
  EXTENSION       a person
  PARAMETER       only this value, or those whose name holds it
  --root DIR      the folder that holds inventory/ (default: the current one)
  --format NAME   text or json
  --show-secrets  print passwords, which are hidden otherwise

Each value stands with file:line and the layer that says it, the one in force first, over what it overrode:
phone, site, fleet, model, pack. A template's own value names the template.

Example: plugtone explain 00:04:f2:aa:bb:01 timezone
`;

const options = {
  root: { type: 'string', default: '.' },
  format: { type: 'string', default: 'text' },
  'show-secrets': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The verb. Exit code 1 where the inventory has errors or what was asked for is not there. */
export function explain(argv: string[]): number {
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  atMost(positionals, 2);
  const [subject, part = ''] = positionals;
  if (subject === undefined) throw usageError('name a phone by its MAC, or a person by extension');
  if (!['text', 'json'].includes(values.format))
    throw usageError(`no format "${values.format}"; there are text, json`);
  const sources = readSources(values.root);
  const { findings, output } = compile(sources);
  if (!output) {
    report(findings, { reporter: chooseReporter('text'), root: values.root });
    return 1;
  }
  const told = tellOf(subject, output, sources.templates);
  if (!told) return missing(subject, output);
  const chosen = choose(told, part);
  if (part !== '' && chosen.groups.length === 0) return noPart(told, part);
  const print = values.format === 'json' ? asJson : asText;
  process.stdout.write(print(chosen, { secrets: values['show-secrets'], whole: part !== '' }));
  return 0;
}

function tellOf(subject: string, output: Output, templates: SourceFile[]): Told | undefined {
  const mac = parseMac(subject);
  const phone = mac && explainPhone(mac, output, templates);
  if (phone) {
    const { title } = phone.phone.model;
    const site = phone.phone.site.name === '' ? '' : `, ${phone.phone.site.name}`;
    return {
      title: `${printMac(phone.phone.mac)}  ${title}${site}`,
      groups: [
        { name: 'inventory', values: phone.fields },
        { name: 'parameters', values: phone.parameters },
      ],
    };
  }
  const person = explainPerson(subject, output);
  return (
    person && {
      title: `${subject}  ${person.name}`,
      groups: [
        { name: 'inventory', values: person.fields },
        { name: 'phones', values: person.phones },
      ],
    }
  );
}

// The value of that very name, or all whose names hold it.
function choose({ title, groups }: Told, part: string): Told {
  const exact = groups.some(({ values }) => values.some(({ name }) => name === part));
  const fits = ({ name }: Explained) =>
    exact ? name === part : name.toLowerCase().includes(part.toLowerCase());
  const chosen = groups.map(({ name, values }) => ({ name, values: values.filter(fits) }));
  return { title, groups: chosen.filter(({ values }) => values.length > 0) };
}

function missing(subject: string, { plan }: Output): number {
  const macs = plan.phones.map(({ mac }) => printMac(mac));
  const mac = parseMac(subject);
  const word = mac ? printMac(mac) : subject;
  const guess = didYouMean(word, [...macs, ...plan.people.map(({ extension }) => extension)]);
  process.stderr.write(`plugtone explain: no phone or extension "${subject}"${guess}\n`);
  return 1;
}

function noPart({ title, groups }: Told, part: string): number {
  const names = groups.flatMap(({ values }) => values.map(({ name }) => name));
  const guess = didYouMean(part, names) || ' — it has the value that the vendor gives it';
  process.stderr.write(`plugtone explain: nothing says "${part}" of ${title}${guess}\n`);
  return 1;
}
