// Lines: a phone's history as a line of text, short because paths are numbers and times are seconds before the last.

import type { History } from './history.ts';
import type { PhoneHistory } from './phone.ts';
import type { RecentRequest } from './recent.ts';

export interface Printer {
  head: string;
  /** a line, behind a line for each path that is new in it */
  lines(phone: PhoneHistory): string;
}

/** A phone of a line; undefined where the line brings a path. */
export type Reader = (line: string) => { phone: PhoneHistory; requests: RecentRequest[] } | undefined;

const format = 1;

type Line = [
  mac: string,
  seen: [first: number, last: number],
  who: [address: string, userAgent: string, model: string, version: string],
  files: [path: number, sha256: string, ago: number][],
  boots: number[],
  recent: [ago: number, method: string, path: number, status: number][],
];

/** Prints phones; what each path's number is stands before its first use. */
export function linePrinter(history: History): Printer {
  const paths = new Map<string, number>();
  let fresh = '';
  const numberOf = (path: string, mac: string): number => {
    const pattern = path.replace(mac, '{mac}');
    const known = paths.get(pattern);
    if (known !== undefined) return known;
    fresh += `${JSON.stringify(pattern)}\n`;
    paths.set(pattern, paths.size);
    return paths.size - 1;
  };
  const lines = ({
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
    const text = `${fresh}${JSON.stringify(printed)}\n`;
    fresh = '';
    return text;
  };
  return { head: `${JSON.stringify({ plugtone: 'history', format })}\n`, lines };
}

/** Reads the head; gives a reader for the lines that follow. Throws where it is of another format. */
export function lineReader(head: string): Reader {
  const { format: found } = JSON.parse(head);
  if (found !== format) throw new Error(`the history is of format ${found}, not ${format}`);
  const paths: string[] = [];
  const pathOf = (number: number, mac: string) => (paths[number] ?? '').replace('{mac}', mac);
  return text => {
    if (text.startsWith('"')) {
      paths.push(JSON.parse(text));
      return undefined;
    }
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
      path: paths[path] ?? '',
      status,
    }));
    return { phone, requests };
  };
}
