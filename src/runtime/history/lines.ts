// Lines: a phone's history as one line of text, short because paths are numbers and times are seconds before the last.

import type { History } from './history.ts';
import type { PhoneHistory } from './phone.ts';
import type { RecentRequest } from './recent.ts';

export type Reader = (line: string) => [PhoneHistory, RecentRequest[]];

export interface Printer {
  /** the first line: which path each number stands for */
  head(phones: PhoneHistory[]): string;
  line(phone: PhoneHistory): string;
}

const format = 1;

type Line = [
  mac: string,
  seen: [first: number, last: number],
  who: [address: string, userAgent: string, model: string, version: string],
  files: [path: number, sha256: string, ago: number][],
  boots: number[],
  recent: [ago: number, method: string, path: number, status: number][],
];

/** Prints phones; the head must be asked for first. */
export function linePrinter(history: History): Printer {
  const paths = new Map<string, number>();
  const numberOf = (path: string, mac: string): number => {
    const pattern = path.replace(mac, '{mac}');
    const known = paths.get(pattern);
    if (known !== undefined) return known;
    paths.set(pattern, paths.size);
    return paths.size - 1;
  };
  const line = ({
    mac,
    firstSeen,
    lastSeen,
    address,
    userAgent,
    model,
    version,
    files,
    boots,
  }: PhoneHistory) => {
    const printed: Line = [
      mac,
      [firstSeen, lastSeen],
      [address, userAgent, model, version],
      files.map(({ path, sha256, at }) => [numberOf(path, mac), sha256, lastSeen - at]),
      boots.map(at => lastSeen - at),
      history
        .recent(mac)
        .map(({ at, method, path, status }) => [lastSeen - at, method, numberOf(path, mac), status]),
    ];
    return `${JSON.stringify(printed)}\n`;
  };
  const head = (phones: PhoneHistory[]) => {
    for (const { mac, files } of phones) {
      for (const { path } of files) numberOf(path, mac);
      for (const { path } of history.recent(mac)) numberOf(path, mac);
    }
    return `${JSON.stringify({ plugtone: 'history', format, paths: [...paths.keys()] })}\n`;
  };
  return { head, line };
}

/** Reads the head; gives a reader for the lines that follow. Throws where it is of another format. */
export function lineReader(head: string): Reader {
  const { format: found, paths } = JSON.parse(head);
  if (found !== format || !Array.isArray(paths))
    throw new Error(`the history is of format ${found}, not ${format}`);
  const pathOf = (number: number, mac: string) => String(paths[number] ?? '').replace('{mac}', mac);
  return text => {
    const [mac, [firstSeen, lastSeen], [address, userAgent, model, version], files, boots, recent]: Line =
      JSON.parse(text);
    const phone: PhoneHistory = {
      mac,
      firstSeen,
      lastSeen,
      address,
      userAgent,
      model,
      version,
      files: files.map(([path, sha256, ago]) => ({ path: pathOf(path, mac), sha256, at: lastSeen - ago })),
      boots: boots.map(ago => lastSeen - ago),
    };
    const requests = recent.map(([ago, method, path, status]) => ({
      at: lastSeen - ago,
      method,
      path: String(paths[path] ?? ''),
      status,
    }));
    return [phone, requests];
  };
}
