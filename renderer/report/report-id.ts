import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Identifier of a report, `R-1a2b-3c4d-5e6f`: from the case, the journal line it rests on, its date and the program's
 * version, so that the same report has the same and any other another.
 */
export function reportId(caseId: string, journalHead: string, date: string, version: string): string {
  const hex = bytesToHex(sha256(utf8ToBytes([caseId, journalHead, date, version].join('\n'))));
  return `R-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8, 12)}`;
}
