// Fault: why a release could not be written, in words.

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'it is no folder',
  EIO: 'the disk fails',
};

/** The error that a person is shown; `moving` says that files of the new release were being put in place. */
export function explained(error: unknown, dist: string, moving: boolean): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code, path } = error as NodeJS.ErrnoException; // both are optional there
  const reason = reasons[code ?? ''];
  if (reason === undefined) return error;
  const state = moving
    ? 'some of its files are new already and the manifest is not: build again once this is mended'
    : 'the release that was there is untouched';
  return new Error(`cannot write ${path ?? dist}: ${reason}; ${state}`, { cause: error });
}
