import { BridgeFailure } from '../bridge/failure.js';

/** Code of a failed system call (`ENOSPC`), or null for any other failure. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'errno' in error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

const MEANING: Readonly<Record<string, readonly [code: BridgeFailure['code'], reason: string]>> = {
  ENOENT: ['not-found', 'there is nothing at that path'],
  ENOTDIR: ['not-found', 'a part of that path is a file, not a folder'],
  EACCES: ['not-allowed', 'this user may not do that there; check the permissions'],
  EPERM: ['not-allowed', 'the system does not permit it'],
  EROFS: ['not-allowed', 'the file system is mounted read-only'],
  ENOSPC: ['disk-full', 'the disk is full; free some space or choose another disk'],
  EDQUOT: ['disk-full', 'the disk quota is used up; free some space or choose another disk'],
  EIO: ['damaged', 'the disk reported an input/output error'],
  ENAMETOOLONG: ['bad-arguments', 'the path is too long for this file system'],
  EMFILE: ['failed', 'too many files are open; close other programs'],
};

/** A failed system call as a failure a person can act on; any other failure stays what it is. */
export function diskFailure(doing: string, path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const [kind, reason] = MEANING[code] ?? (['failed', (error as Error).message] as const);
  return new BridgeFailure(kind, `${doing} ${path} did not work: ${reason} (${code}).`);
}
