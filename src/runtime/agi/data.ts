// Data: what the AGI apps look up, from dist/ alone.

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferLines, type Lines } from '../../contract/callers.ts';
import type { Numbering } from '../../contract/numbering.ts';
import { type RouteTable, readRoutes } from '../../contract/routes.ts';
import { fileLines } from './fileLines.ts';

export interface AgiData {
  callers: Lines;
  numbering: Numbering;
  routes(): RouteTable;
  now(): Date;
}

/** Reads the tables into memory, for a server. Throws an Error that names what is missing. */
export function loadAgiData(dist: string): AgiData {
  const routes = routesOf(dist);
  return {
    callers: bufferLines(reading(dist, 'callers.json', path => readFileSync(path))),
    numbering: readNumbering(dist),
    routes: () => routes,
    now: () => new Date(),
  };
}

/** Opens the table for one look-up by a script; `close` gives the file back. */
export function openAgiData(dist: string): AgiData & { close(): void } {
  const numbering = readNumbering(dist);
  const file = reading(dist, 'callers.json', path => openSync(path, 'r'));
  return {
    callers: fileLines(file, fstatSync(file).size),
    numbering,
    routes: () => routesOf(dist), // read where a script asks for them: most look up a name only
    now: () => new Date(),
    close: () => closeSync(file),
  };
}

const routesOf = (dist: string): RouteTable =>
  readRoutes(reading(dist, 'routes.json', path => readFileSync(path, 'utf8')));

function readNumbering(dist: string): Numbering {
  const value = reading(dist, 'numbering.json', path => JSON.parse(readFileSync(path, 'utf8')));
  if (typeof value?.national === 'string' && typeof value.callingCode === 'string') return value;
  throw new Error(`${join(dist, 'numbering.json')} says nothing of a country's numbers — run plugtone build`);
}

function reading<Value>(dist: string, name: string, read: (path: string) => Value): Value {
  const path = join(dist, name);
  try {
    return read(path);
  } catch (error) {
    throw new Error(`cannot read ${path} — run plugtone build`, { cause: error });
  }
}
