/** The files and folders that are verified: what the command line and the window ask for. Nothing is written. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalLine } from '../../../parsers/model/case.js';
import { readLine } from '../../../parsers/model/journal-chain.js';
import type { Verification } from '../../../parsers/model/verification.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { isTar } from '../disclosure/disclosure-layout.js';
import { diskFailure } from '../disk-failure.js';
import { JOURNAL_FILE, readBody } from '../journal-reading.js';
import { sha256Hex } from '../signing/signing-key.js';
import { readCaseRecord, type CaseRecord } from './case-record.js';
import type { OnExhibit } from './check-evidence.js';
import type { Trusted } from './trust.js';
import { verifyCase, type ReportClaims } from './verify-case.js';
import { verifyDisclosure } from './verify-disclosure.js';
import { verifyReport, type ReportVerdict } from './verify-report.js';

const FORMAT = 'exhibit-verification/1';

/** What a file is held against. */
export interface Against {
  readonly trusted: readonly Trusted[];
  /** A report that a disclosure is held against, or null. */
  readonly reportPath: string | null;
  readonly caseFolder: string | null;
}

/** Verifies a case folder. Throws BridgeFailure where it holds no case. */
export async function verifyCaseFolder(folder: string, onExhibit: OnExhibit): Promise<Verification> {
  const record = await readCaseRecord(folder);
  const answers = await verifyCase(record, null, onExhibit);
  return { format: FORMAT, disclosure: null, report: null, case: placeOf(record), answers };
}

/** Verifies a report or a disclosure, whichever the file is. Throws BridgeFailure where something named cannot be read. */
export async function verifyFile(path: string, against: Against, onExhibit: OnExhibit): Promise<Verification> {
  const { trusted, reportPath, caseFolder } = against;
  const bytes = await read(path);
  const isDisclosure = isTar(bytes);
  if (reportPath !== null && !isDisclosure)
    throw new BridgeFailure('bad-arguments', `${path} is no disclosure: only one is held against a report.`);
  if (isDisclosure && reportPath === null && trusted.length > 0)
    throw new BridgeFailure('bad-arguments', `${path} is a disclosure, which nobody signs: a key goes with a report.`);
  const record = caseFolder === null ? null : await readCaseRecord(caseFolder);
  const report = isDisclosure ? await readReport(reportPath, trusted) : checked(path, bytes, trusted);
  const lines = record !== null && isDisclosure ? await journalLines(record) : [];
  const ofDisclosure = isDisclosure
    ? await verifyDisclosure(bytes, { report: report?.claims ?? null, ofCase: record && { record, lines } })
    : [];
  const ofCase = record === null ? [] : await verifyCase(record, report?.claims ?? null, onExhibit);
  return {
    format: FORMAT,
    disclosure: isDisclosure ? fileOf(path, bytes) : null,
    report: report?.file ?? null,
    case: record === null ? null : placeOf(record),
    answers: [...ofDisclosure, ...(report?.answers ?? []), ...ofCase],
  };
}

interface CheckedReport {
  readonly file: NonNullable<Verification['report']>;
  readonly answers: ReportVerdict['answers'];
  readonly claims: ReportClaims;
}

async function readReport(path: string | null, trusted: readonly Trusted[]): Promise<CheckedReport | null> {
  return path === null ? null : checked(path, await read(path), trusted);
}

function checked(path: string, bytes: Buffer, trusted: readonly Trusted[]): CheckedReport {
  const { answers, manifest, journal } = verifyReport(bytes, trusted);
  return { file: fileOf(path, bytes), answers, claims: { bytes, manifest, journal } };
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw diskFailure('Reading', path, error);
  });
}

/** The lines of a case's journal, as far as it holds. */
async function journalLines({ folder, hashes }: CaseRecord): Promise<readonly JournalLine[]> {
  const text = (await read(join(folder, JOURNAL_FILE))).toString('utf8');
  return text
    .split('\n', hashes.length)
    .map((line) => readLine(line))
    .flatMap((line) => {
      const body = readBody(line?.bodyText ?? '');
      return line === null || body === null ? [] : [{ hash: line.hash, bodyHash: line.bodyHash, body }];
    });
}

function fileOf(path: string, bytes: Buffer): NonNullable<Verification['report']> {
  return { path, sha256: sha256Hex(bytes), bytes: bytes.length };
}

function placeOf({ folder, hashes }: CaseRecord): Verification['case'] {
  return { folder, lines: hashes.length, head: hashes.at(-1) ?? null };
}
