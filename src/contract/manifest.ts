// The manifest: what dist/ holds and how a request finds it. Written last, read by the runtime.

/** One file of dist/. `path` is relative to dist/; below `http/` the rest of it is the URL path. */
export interface FileEntry {
  path: string;
  /** bytes */
  size: number;
  /** hex */
  sha256: string;
  /** media type */
  type: string;
  /** the phone it belongs to, 12 lower-case hex digits */
  mac?: string;
  /** the site it belongs to */
  site?: string;
  /** the path of the file that this one is the same as (a hard link to it) */
  same?: string;
}

/** A name that a phone may PUT; `{mac}` stands for its MAC in any letter case. */
export interface UploadName {
  name: string;
  kind: 'log' | 'override' | 'directory' | 'calls';
  /** a log that is stamped in UTC, whatever the phone's clock shows */
  utc?: true;
}

/** What a phone asks for before it has a folder (`ask`), and which file below http/ answers it. Both may hold `{mac}`; `answer` may hold `{model}`. */
export interface Answer {
  ask: string;
  answer: string;
}

/** What the runtime knows of a vendor. */
export interface PackEntry {
  /** first folder of its URLs */
  name: string;
  /** regular expressions over the User-Agent header with the groups model, version and, where it has them, serial and type */
  userAgents: string[];
  /** model name in the user agent (`SPIP_330`) -> model folder (`ip330`) */
  models: Record<string, string>;
  answers: Answer[];
  uploads: UploadName[];
  /** globs over file names (`*.sip.ld`) that are looked up in the firmware folder */
  firmware: string[];
}

export interface Manifest {
  /** version of this format */
  plugtone: 1;
  fleet: string;
  /** sha256 over everything the build read */
  inputs: string;
  provisioning: { url: string; overrides: 'refuse' | 'keep' };
  logs: { keepDays: number; maxBytes: number };
  packs: PackEntry[];
  /** sorted by path */
  files: FileEntry[];
}

/** An entry as it is written in a manifest. */
export type FileLine = string;

export type ManifestHead = Omit<Manifest, 'files'>;

const filesMark = ',\n"files":[\n';
const endMark = '\n]}\n';

/** The text of the manifest: valid JSON, the head on its first line, then one file a line. */
export function* printManifest(head: ManifestHead, files: Iterable<FileLine>): Iterable<string> {
  yield JSON.stringify(head).slice(0, -1);
  let separator = filesMark;
  for (const file of files) {
    yield separator + file;
    separator = ',\n';
  }
  yield separator === filesMark ? `${filesMark.trimEnd()}${endMark}` : endMark;
}

/** The head and the files' lines of a text that printManifest made, in blocks: of no other text can that be said. */
export function splitManifest(blocks: Iterable<string>): { head: ManifestHead; lines: FileLine[] } {
  let head = '';
  const lines: FileLine[] = [];
  for (const some of manifestLines(blocks, text => (head = text))) for (const line of some) lines.push(line);
  return { head: JSON.parse(head), lines };
}

/** The files' lines, as many at a time as there are in a block; each block ends where a line does. */
export function* manifestLines(
  blocks: Iterable<string>,
  onHead: (text: string) => void = () => undefined,
): Generator<FileLine[]> {
  let start: string | undefined = ''; // until the first file's line
  for (const block of blocks) {
    let text = block;
    if (start !== undefined) {
      start += block;
      const at = start.indexOf(filesMark);
      if (at < 0) continue;
      onHead(`${start.slice(0, at)}}`);
      text = start.slice(at + filesMark.length);
      start = undefined;
    }
    const lines = text.split(',\n');
    const last = lines.pop()?.replace(/\n?(?:\]\}\n)?$/, '');
    if (last) lines.push(last);
    yield lines;
  }
}

/** Reads a manifest; throws an Error that says what is wrong when the text is not one of this version. */
export function readManifest(text: string): Manifest {
  const value = JSON.parse(text);
  if (value?.plugtone !== 1)
    throw new Error(`manifest.json is of format ${value?.plugtone}; this plugtone reads format 1`);
  if (!Array.isArray(value.files) || !Array.isArray(value.packs))
    throw new Error('manifest.json has no list of files or packs');
  return value;
}
