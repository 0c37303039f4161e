/** What a case folder says, read without a lock and without writing anything: also a copy on a medium that cannot be written. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ledgerHash } from '../../../parsers/model/canonical-json.js';
import type { CaseMeta, ExhibitReceipt } from '../../../parsers/model/case.js';
import { relinked } from '../../../parsers/model/relink.js';
import type { FoldLine } from '../../../parsers/model/fold.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { caseFileText, readCaseFile } from '../case-file.js';
import { diskFailure } from '../disk-failure.js';
import { JOURNAL_FILE, JournalReading } from '../journal-reading.js';

export interface CaseRecord {
  readonly folder: string;
  /** Hashes of the journal's lines, as far as it holds. */
  readonly hashes: readonly string[];
  /** Why the line after these does not hold, or null. */
  readonly damage: string | null;
  /** Bytes of a last line that was never finished. */
  readonly tornBytes: number;
  /** As the first line states it; null where there is none. */
  readonly caseId: string | null;
  /** What `case.json` says against the journal; null where they agree. */
  readonly caseFileFault: string | null;
  readonly receipts: readonly ExhibitReceipt[];
  /** The last ledger of each exhibit, by its number. */
  readonly ledgers: ReadonlyMap<string, ExhibitLedger>;
  /** Numbers of lines that state another hash than their ledger has. */
  readonly wrongLedgers: readonly number[];
  /** Exports and issues that the journal states: number of the line, SHA-256 of the file. */
  readonly exports: readonly { readonly seq: number; readonly sha256: string }[];
}

/**
 * Reads a case folder. A journal that is damaged is read as far as it holds.
 *
 * @throws BridgeFailure where the folder holds no case, or one of a newer version
 */
export async function readCaseRecord(folder: string): Promise<CaseRecord> {
  const file = await readCaseFile(folder);
  const said = new Said();
  const path = join(folder, JOURNAL_FILE);
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw diskFailure('Reading the journal', path, error);
  });
  try {
    const reading = new JournalReading(path, handle, [], (line) => said.hear(line));
    const { meta, damage } = await reading.fold().then(
      (state) => ({ meta: state.meta, damage: null }),
      (error: unknown) => ({ meta: null, damage: damageOf(error) }),
    );
    const { hashes, caseId, receipts, ledgers, wrongLedgers, exports } = said;
    const tornBytes = reading.torn?.length ?? 0;
    const caseFileFault = caseFileFaultOf(file, caseId, meta);
    return { folder, hashes, damage, tornBytes, caseId, caseFileFault, receipts, ledgers, wrongLedgers, exports };
  } finally {
    await handle.close();
  }
}

function damageOf(error: unknown): string {
  if (error instanceof BridgeFailure && error.code === 'damaged') return error.message;
  throw error;
}

function caseFileFaultOf(
  file: Awaited<ReturnType<typeof readCaseFile>>,
  caseId: string | null,
  meta: CaseMeta | null,
): string | null {
  if (file === null) return 'case.json is missing or cannot be read';
  if (caseId !== null && file.meta.id !== caseId) return 'case.json is that of another case';
  return meta === null || file.text === caseFileText(meta) ? null : 'case.json says something else than the journal';
}

/** Collects what verification needs of the acts. */
class Said implements Pick<CaseRecord, 'hashes' | 'caseId' | 'receipts' | 'ledgers' | 'wrongLedgers' | 'exports'> {
  readonly hashes: string[] = [];
  caseId: string | null = null;
  readonly receipts: ExhibitReceipt[] = [];
  readonly ledgers = new Map<string, ExhibitLedger>();
  readonly wrongLedgers: number[] = [];
  readonly exports: { readonly seq: number; readonly sha256: string }[] = [];

  hear({ hash, body: { seq, act } }: FoldLine): void {
    this.hashes.push(hash);
    if (act.type === 'case-created') this.caseId = act.meta.id;
    if (act.type === 'exhibit-received') this.receipts.push(act.receipt);
    if (act.type === 'evidence-relinked') {
      const at = this.receipts.findIndex(({ number }) => number === act.number);
      const receipt = this.receipts[at];
      if (receipt !== undefined) this.receipts[at] = relinked(receipt, act);
    }
    if (act.type === 'exhibit-imported' || act.type === 'exhibit-rebuilt') {
      this.ledgers.set(act.number, act.ledger);
      if (ledgerHash(act.ledger) !== act.ledgerSha256) this.wrongLedgers.push(seq);
    }
    if (act.type === 'exported') this.exports.push({ seq, sha256: act.sha256 });
    if (act.type === 'report-issued') this.exports.push({ seq, sha256: act.issue.sha256 });
  }
}
