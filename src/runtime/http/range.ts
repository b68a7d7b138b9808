// Range: the Range and Content-Range headers.

/** First and last byte, both counted. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What a Range header asks of a file: one range, or undefined for the whole, or `unsatisfiable` (RFC 9110, 14.2). */
export function readRange(header: string | undefined, size: number): ByteRange | undefined | 'unsatisfiable' {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined; // several ranges or another unit: the whole file
  const [, first = '', last = ''] = found;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start < size && start <= end ? { start, end } : 'unsatisfiable';
}

/**
 * Where a Content-Range header says that a body starts. What phones send after a HEAD was never seen in full (likely
 * `bytes 512-700/701`), so any first number counts. Undefined where there is none.
 */
export function contentOffset(header: string | undefined): number | undefined {
  const start = /(\d{1,15})/.exec(header ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}
