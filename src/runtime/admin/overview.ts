// Overview: the admin's page for people. Made here, so that it needs no JavaScript and nothing from elsewhere.

import { parseMac, printMac } from '../../contract/mac.ts';
import { type PhoneRow, states } from '../history/state.ts';
import type { Status } from './status.ts';

const mostRows = 500;

const style = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}nav a{margin-right:1.2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd;vertical-align:top}
th,td{white-space:nowrap}td.long{white-space:normal;overflow-wrap:anywhere}.warn{color:#a40000;font-weight:600}
@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}a{color:#8ab4f8}th,td{border-color:#3a3a3a}.warn{color:#ff8a80}}`;

/** The page, of all phones or those in a state. Every value is escaped: user agents and paths come from anybody. */
export function overview(status: Status, wish: string | null): string {
  const all = status.phones();
  const state = states.find(known => known === wish);
  const rows = state ? all.filter(row => row.states.includes(state)) : all;
  const faults = [...status.notReady().map(fault => `Not ready: ${fault}`), ...status.warnings()];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>plugtone</title><style>${style}</style></head>
<body><h1>plugtone</h1>
${faults.map(fault => `<p class="warn">${escaped(fault)}</p>\n`).join('')}<nav><a href="/">All phones: ${all.length}</a>${states
    .map(
      name => `<a href="/?state=${name}">${name}: ${all.filter(row => row.states.includes(name)).length}</a>`,
    )
    .join('')}</nav>
<h2>${state ? `Phones: ${state}` : 'Phones'}</h2>
${table(
  ['MAC', 'Model', 'Site', 'Last seen', 'Address', 'Firmware', 'Starts in 24 h', 'State'],
  rows.slice(0, mostRows).map(phoneCells),
)}${rows.length > mostRows ? `<p>… and ${rows.length - mostRows} more in <a href="/phones.json">phones.json</a></p>` : ''}
<h2>Unclaimed</h2>
${strangers(status.unclaimed())}
<h2>Refused</h2>
${strangers(status.refused())}
<p>Times are UTC.</p>
</body></html>
`;
}

/** Who was turned away, or is in no inventory. */
type Stranger = Omit<ReturnType<Status['refused']>[number], 'firstSeen'>;

function strangers(list: Stranger[]): string {
  return table(
    ['MAC', 'Address', 'Last seen', 'Requests', 'User agent', 'Asked for', 'Why'],
    list
      .slice(0, mostRows)
      .map(({ mac, address, userAgent, path, lastSeen, requests, reason }) => [
        shownMac(mac),
        address,
        shownTime(lastSeen),
        String(requests),
        userAgent,
        path,
        reason,
      ]),
  );
}

const shownMac = (mac: string) => {
  const parsed = parseMac(mac);
  return parsed ? printMac(parsed) : mac;
};

/** `2026-11-24 15:12:32`, UTC as the page says. */
const shownTime = (iso: string) => iso.slice(0, 19).replace('T', ' ');

function phoneCells({
  mac,
  pack,
  model,
  site,
  lastSeen,
  address,
  version,
  boots,
  states: found,
  claims,
}: PhoneRow): string[] {
  const note = claims === null ? [] : [`says ${claims}`];
  return [
    shownMac(mac),
    `${pack}/${model}`,
    site ?? '',
    lastSeen === null ? 'never' : shownTime(lastSeen),
    address ?? '',
    version ?? '',
    String(boots),
    [...found, ...note].join(', ') || 'current',
  ];
}

const longColumns = new Set(['User agent', 'Asked for', 'Why', 'State']);

function table(heads: string[], rows: string[][]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const head = heads.map(cell => `<th scope="col">${cell}</th>`).join('');
  const classes = heads.map(name => (longColumns.has(name) ? ' class="long"' : ''));
  const cell = (text: string, index: number) => `<td${classes[index]}>${escaped(text)}</td>`;
  const body = rows.map(cells => `<tr>${cells.map(cell).join('')}</tr>\n`);
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body.join('')}</tbody></table>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, found => entities[found] ?? '');
