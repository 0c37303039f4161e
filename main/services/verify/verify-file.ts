/** The files and folders that are verified: what the command line and the window ask for. Nothing is written. */
import { readFile } from 'node:fs/promises';
import type { Verification } from '../../../parsers/model/verification.js';
import { diskFailure } from '../disk-failure.js';
import { sha256Hex } from '../signing/signing-key.js';
import { readCaseRecord, type CaseRecord } from './case-record.js';
import type { OnExhibit } from './check-evidence.js';
import type { Trusted } from './trust.js';
import { verifyCase } from './verify-case.js';
import { verifyReport } from './verify-report.js';

/** Verifies a case folder. Throws BridgeFailure where it holds no case. */
export async function verifyCaseFolder(folder: string, onExhibit: OnExhibit): Promise<Verification> {
  const record = await readCaseRecord(folder);
  const answers = await verifyCase(record, null, onExhibit);
  return { format: 'exhibit-verification/1', report: null, case: placeOf(record), answers };
}

/** Verifies a report, against a case unless that is null. Throws BridgeFailure where one of them cannot be read. */
export async function verifyReportFile(
  path: string,
  trusted: readonly Trusted[],
  caseFolder: string | null,
  onExhibit: OnExhibit,
): Promise<Verification> {
  const record = caseFolder === null ? null : await readCaseRecord(caseFolder);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw diskFailure('Reading', path, error);
  });
  const { answers, manifest, journal } = verifyReport(bytes, trusted);
  const ofCase = record === null ? [] : await verifyCase(record, { bytes, manifest, journal }, onExhibit);
  return {
    format: 'exhibit-verification/1',
    report: { path, sha256: sha256Hex(bytes), bytes: bytes.length },
    case: record === null ? null : placeOf(record),
    answers: [...answers, ...ofCase],
  };
}

function placeOf({ folder, hashes }: CaseRecord): Verification['case'] {
  return { folder, lines: hashes.length, head: hashes.at(-1) ?? null };
}
