/** The evidence of a case held against its receipts and ledgers: files hashed, members opened and hashed again. */
import { join } from 'node:path';
import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { hashFile } from '../copy-evidence.js';
import { systemCode } from '../disk-failure.js';
import { EVIDENCE_FOLDER, exhibitFolderName, storedPaths } from '../evidence-files.js';
import { folderSha256 } from '../folder-hash.js';
import { listEvidence } from '../list-evidence.js';
import type { CaseRecord } from './case-record.js';
import { reopenExhibit } from './reopen-exhibit.js';
import type { RecordClaim } from './report-contents.js';

/** What became of the files of one exhibit. */
export interface ExhibitState {
  readonly number: string;
  readonly storage: ExhibitReceipt['storage'];
  /** Sentence parts about files that are not what was received; empty: all are. */
  readonly changed: readonly string[];
  /** The same about files that are not there or cannot be read. */
  readonly missing: readonly string[];
  /** Members in the ledger, and sentence parts about those that differ from it; null where it was not opened, or never imported. */
  readonly members: { readonly count: number; readonly differing: readonly string[] } | null;
  /** SHA-256 of what stands at the places of cited records, by mark; null where the exhibit was not opened. */
  readonly records: ReadonlyMap<string, string> | null;
}

export interface EvidenceState {
  readonly exhibits: readonly ExhibitState[];
  /** Files in the case's folder of evidence that no receipt names. */
  readonly unnamed: readonly string[];
}

/** Told which exhibit is read and how many of its bytes. */
export type OnExhibit = (number: string, bytes: number) => void;

/** Reads all evidence of a case. `cited`: records whose bytes are wanted. */
export async function checkEvidence(
  { folder, receipts, ledgers }: CaseRecord,
  cited: readonly RecordClaim[],
  onExhibit: OnExhibit,
): Promise<EvidenceState> {
  const exhibits: ExhibitState[] = [];
  for (const receipt of receipts) {
    const records = cited.filter(({ exhibit }) => exhibit === receipt.number);
    const ledger = ledgers.get(receipt.number) ?? null;
    exhibits.push(await checkExhibit(folder, receipt, ledger, records, onExhibit));
  }
  return { exhibits, unnamed: await unnamedFiles(folder, receipts) };
}

async function checkExhibit(
  folder: string,
  receipt: ExhibitReceipt,
  ledger: ExhibitLedger | null,
  cited: readonly RecordClaim[],
  onExhibit: OnExhibit,
): Promise<ExhibitState> {
  const { number, storage, files } = receipt;
  const paths = storedPaths(folder, receipt);
  const [changed, missing]: [string[], string[]] = [[], []];
  let bytesRead = 0;
  const onBytes = (bytes: number) => onExhibit(number, (bytesRead += bytes));
  for (const [index, { path, sha256 }] of files.entries()) {
    const name = path === '' ? number : `${number} ${path}`;
    try {
      const found = await hashFile(paths[index] ?? '', onBytes, new AbortController().signal);
      if (found.sha256 !== sha256) changed.push(`${name} has another SHA-256 than at receipt`);
    } catch (error) {
      const code = systemCode(error);
      missing.push(
        `${name} ${code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read (${code ?? String(error)})`}`,
      );
    }
  }
  const stated = receipt.kind === 'folder' ? folderSha256(files) : files[0]?.sha256;
  if (stated !== receipt.sha256)
    changed.push(`${number} has a receipt whose hash is not that of its own list of files`);
  const own = { number, storage, changed, missing };
  if (missing.length > 0) return { ...own, members: null, records: null };
  const reopened = await reopenExhibit(receipt, paths, ledger, cited, onBytes);
  return { ...own, members: ledger === null ? null : membersOf(ledger, reopened.members), records: reopened.records };
}

function membersOf(
  ledger: ExhibitLedger,
  found: Awaited<ReturnType<typeof reopenExhibit>>['members'],
): NonNullable<ExhibitState['members']> {
  const differing = ledger.members.flatMap(({ path, sha256, bytes, contentSha256 }) => {
    const name = `${ledger.number} ${path}`.trimEnd();
    const again = found.get(path);
    if (again === undefined) return [`${name} is not in the exhibit`];
    const isSame = again.sha256 === sha256 && again.bytes === bytes && again.contentSha256 === contentSha256;
    return isSame ? [] : [`${name} has another hash or size than in the ledger`];
  });
  return { count: ledger.members.length, differing };
}

async function unnamedFiles(folder: string, receipts: readonly ExhibitReceipt[]): Promise<readonly string[]> {
  const named = new Set(
    receipts
      .filter(({ storage }) => storage === 'copy')
      .flatMap(({ number, name, files }) =>
        files.map(({ path }) => [exhibitFolderName(number), name, ...(path === '' ? [] : [path])].join('/')),
      ),
  );
  const found = await listEvidence(join(folder, EVIDENCE_FOLDER)).catch(() => null);
  if (found === null) return [];
  return [...found.files, ...found.leftOut].map(({ path }) => path).filter((path) => !named.has(path));
}
