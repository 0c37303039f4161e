/**
 * The case archive: a tar (POSIX.1-2001, pax) of a case folder in one file. Its last entry, the contents, names every
 * other with its hash, so that an archive that was cut off is never taken for a whole one. See docs/case-format.md.
 */
import { sep } from 'node:path';
import { shape, list, oneOf, text, wholeNumber, flag, type Guard } from '../../bridge/guards.js';
import { EVIDENCE_FOLDER } from '../evidence-files.js';

export const CONTENTS_ENTRY = 'exhibit-archive.json';
export const ARCHIVE_FORMAT = 'exhibit-archive/1';

export interface ArchivedFile {
  /** Inside the case folder, parts joined with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ArchiveContents {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly case: { readonly id: string; readonly number: string; readonly kind: 'case' | 'demonstration' };
  /** The journal's last line. */
  readonly head: { readonly seq: number; readonly hash: string };
  readonly withEvidence: boolean;
  readonly files: readonly ArchivedFile[];
}

const file = shape({ path: text(10_000), bytes: wholeNumber(0, Number.MAX_SAFE_INTEGER), sha256: text(64) });

export const isContents: Guard<ArchiveContents> = shape({
  format: oneOf(ARCHIVE_FORMAT),
  case: shape({ id: text(100), number: text(1_000), kind: oneOf('case', 'demonstration') }),
  head: shape({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER), hash: text(64) }),
  withEvidence: flag,
  files: list(file, Infinity),
});

/** Files of a case folder outside of `evidence/` and `reports/`. */
const TOP_FILES = /^(?:case\.json|journal\.ndjson|journal\.torn-[\w.-]{1,60})$/;

/** Parts of an entry's path; null for one that has no place in a case folder: absolute, leading out, hidden, unknown. */
export function placeOf(path: string): readonly string[] | null {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) return null;
  if (sep !== '/' && parts.some((part) => part.includes(sep))) return null;
  const [top = '', second = ''] = parts;
  if (parts.length === 1) return TOP_FILES.test(top) ? parts : null;
  if (second.startsWith('.')) return null;
  if (top === 'reports') return parts.length === 2 ? parts : null;
  return top === EVIDENCE_FOLDER && parts.length >= 3 ? parts : null;
}
