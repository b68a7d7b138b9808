// Phone: what one phone has asked for, in bounded space.

import type { PhoneKind } from '../../contract/userAgent.ts';
import { ownText } from '../ownText.ts';

/** A file of the manifest that a phone has. */
export interface Fetched {
  /** in dist/ */
  path: string;
  sha256: string;
  /** seconds since 1970, like every time here */
  at: number;
}

export interface PhoneHistory {
  mac: string;
  firstSeen: number;
  lastSeen: number;
  address: string;
  userAgent: string;
  /** what its user agent says it is, `pack/model` */
  model: string;
  /** of its application, where the user agent tells that from the updater's */
  version: string;
  /** newest last, a path once */
  files: Fetched[];
  /** when it started, newest last */
  boots: number[];
}

/** What a request tells of a phone. */
export interface Sighting {
  at: number;
  address: string;
  userAgent: string;
  phone: PhoneKind;
  method: string;
}

const mostFiles = 12;
const mostBoots = 64;
const bootTakes = 60; // seconds in which requests belong to one start

export function newPhone(mac: string, { at, address }: Sighting): PhoneHistory {
  return {
    mac,
    firstSeen: at,
    lastSeen: at,
    address: ownText(address),
    userAgent: '',
    model: '',
    version: '',
    files: [],
    boots: [],
  };
}

/** Writes down who asked, and from where. */
export function see(history: PhoneHistory, { at, address, userAgent, phone, method }: Sighting): void {
  history.lastSeen = at;
  if (history.address !== address) history.address = ownText(address);
  if (history.userAgent !== userAgent) {
    history.userAgent = ownText(userAgent);
    history.model = phone.kind;
    if (phone.type !== 'Updater' || history.version === '') history.version = ownText(phone.version);
  }
  if (isStarting(phone.type, method)) addBoot(history, at);
}

// An updater asks only during a start. Phones that do not say what asks are taken to start when they read.
const isStarting = (type: string, method: string) => type === 'Updater' || (type === '' && method === 'GET');

function addBoot({ boots }: PhoneHistory, at: number): void {
  const last = boots.at(-1);
  if (last !== undefined && at - last < bootTakes) return;
  boots.push(at);
  if (boots.length > mostBoots) boots.shift();
}

/** Writes down that the phone has a file now. */
export function hasFile({ files }: PhoneHistory, { path, sha256 }: Omit<Fetched, 'at'>, at: number): void {
  const last = files.at(-1);
  if (last?.path === path) {
    last.sha256 = sha256;
    last.at = at;
    return;
  }
  const known = files.findIndex(file => file.path === path);
  if (known >= 0) files.splice(known, 1);
  else if (files.length >= mostFiles) files.shift();
  files.push({ path, sha256, at });
}

/** Puts what was known before to what was seen since. */
export function join(since: PhoneHistory, before: PhoneHistory): void {
  since.firstSeen = before.firstSeen;
  since.boots = [...before.boots, ...since.boots].slice(-mostBoots);
  const seen = new Set(since.files.map(({ path }) => path));
  since.files = [...before.files.filter(({ path }) => !seen.has(path)), ...since.files].slice(-mostFiles);
}
