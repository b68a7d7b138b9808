// Reason: why the system refused to write, in words.

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'it is no folder',
  EEXIST: 'something else is there',
  ENOENT: 'no folder can be made there',
  ELOOP: 'its links go round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk fails',
};

/** Undefined for what is no error of writing. */
export const reasonOf = (error: unknown): string | undefined =>
  reasons[(error as NodeJS.ErrnoException).code ?? '']; // undefined on other errors
