import { importEvidence } from '../../parsers/import-evidence.js';
import type { EvidenceFile } from '../../parsers/io/evidence-file.js';
import { ImportCancelled } from '../../parsers/io/import-cancelled.js';
import type { ImportSink, IsCancelled } from '../../parsers/io/import-sink.js';
import type { Limits } from '../../parsers/io/limits.js';
import { ledgerHash } from '../../parsers/model/canonical-json.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';
import type { ExhibitLedger } from '../../parsers/model/ledger.js';
import type { Readings } from '../../parsers/model/reading.js';
import { FORMATS } from '../../parsers/registry.js';
import type { ChunkReader, ChunkWriter } from '../db/chunk-store.js';
import { ROW_DATED, ROW_DUPLICATE } from '../db/layout.js';
import { storedContentReader } from './import-content.js';
import type { ImportProgress, StagedExhibit } from './import-messages.js';
import { timeOrder } from './import-order.js';
import { foldRepeats } from './import-repeats.js';
import { ledgerLines, MemberTally, tallyRows } from './import-tally.js';
import type { KeyColumns, SegmentMarks } from './parse-messages.js';
import { ParsePool, type ParseLane } from './parse-pool.js';

export interface ImportParts {
  /** Primary key that the exhibit's rows get. */
  readonly id: number;
  readonly store: ChunkWriter & Pick<ChunkReader, 'chunk'>;
  /** At least one. They write to the same store. */
  readonly lanes: readonly ParseLane[];
  /** The case's, 16 hex digits. */
  readonly tokenSeed: string;
  /** What the examiner says members are, by path; absent where nothing is stated. */
  readonly readings?: Readings;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly isCancelled: IsCancelled;
  readonly limits?: Limits;
}

/**
 * Reads one received exhibit and stages all it yields: chunks and segments (written by the lanes), then time order and
 * ledger. When it fails or is cancelled, the staged rows are deleted before it rejects.
 */
export async function stageExhibit(
  receipt: ExhibitReceipt,
  files: readonly EvidenceFile[],
  parts: ImportParts,
): Promise<StagedExhibit> {
  const { id, store } = parts;
  await store.createStaged(id, receipt.number, receipt.sha256);
  const staging = new ExhibitStaging(receipt, parts);
  try {
    await staging.read(files);
    return await staging.complete();
  } catch (error) {
    await staging.abandon();
    await store.discard(id);
    throw error;
  }
}

class ExhibitStaging implements ImportSink {
  readonly #id: number;
  readonly #receipt: ExhibitReceipt;
  readonly #parts: ImportParts;
  readonly #pool: ParsePool;
  /** In the order in which the door met them; sorted by path at the end. */
  readonly #members: MemberTally[] = [];
  readonly #segments: SegmentMarks[] = [];
  readonly #keys: { member: number; readonly keys: KeyColumns }[] = [];
  /** Formats that read members or single records: another version of one of them asks for a rebuild. */
  readonly #formats = new Set<string>();
  #segmentCount = 0;
  #records = 0;
  #events = 0;

  constructor(receipt: ExhibitReceipt, parts: ImportParts) {
    this.#id = parts.id;
    this.#receipt = receipt;
    this.#parts = parts;
    this.#pool = new ParsePool(parts.lanes, (report) => {
      this.#members[report.member]!.addReport(report);
      for (const format of report.formats) this.#formats.add(format);
      if (report.keys !== null) this.#keys.push({ member: report.member, keys: report.keys });
      this.#records += report.records;
      this.#events += report.events;
    });
    for (const lane of parts.lanes) {
      lane.begin(parts.id, parts.tokenSeed, {
        nextSegment: () => {
          this.#segmentCount += 1;
          return this.#segmentCount - 1;
        },
        onSegment: (marks) => this.#segments.push(marks),
      });
    }
  }

  async read(files: readonly EvidenceFile[]): Promise<void> {
    const { readings, isCancelled, limits } = this.#parts;
    await importEvidence(files, this, {
      formats: FORMATS,
      isCancelled,
      ...(readings && { readings }),
      ...(limits && { limits }),
    });
    await this.#pool.finish();
  }

  abandon(): Promise<void> {
    return this.#pool.abandon();
  }

  /** Sorts members, folds repeats, orders rows by time, writes the ledger. */
  async complete(): Promise<StagedExhibit> {
    const segments = this.#segments.toSorted((a, b) => a.segment - b.segment);
    const { members, changed } = sortMembers(this.#members, segments, this.#keys);
    const duplicates = await this.#markRepeats(members, segments);
    for (const { segment, flags, member } of segments) {
      if (changed || duplicates.has(segment)) await this.#parts.store.putMarks(this.#id, segment, { flags, member });
    }
    tallyRows(members, segments);
    const { number, name, sha256, bytes } = this.#receipt;
    const ledger: ExhibitLedger = { number, name, sha256, bytes, members: ledgerLines(members) };
    const ledgerSha256 = ledgerHash(ledger);
    if (this.#parts.isCancelled()) throw new ImportCancelled();
    await this.#parts.store.finishStaged(this.#id, {
      order: { exhibit: this.#id, ...timeOrder(segments) },
      ledger,
      ledgerSha256,
      parserVersions: FORMATS.filter(({ id }) => this.#formats.has(id)).map(({ parserVersion }) => parserVersion),
      segments: segments.length,
      rows: segments.reduce((sum, { rows }) => sum + rows, 0),
    });
    return { id: this.#id, ledger, ledgerSha256 };
  }

  memberStart({ path }: { readonly path: string }): number {
    return this.#members.push(new MemberTally(path)) - 1;
  }

  block(...block: Parameters<ImportSink['block']>): Promise<void> {
    return this.#pool.parse(...block);
  }

  problem(...[member, problem]: Parameters<ImportSink['problem']>): void {
    this.#members[member]!.addProblem(problem);
  }

  memberEnd(...[member, end]: Parameters<ImportSink['memberEnd']>): void {
    this.#members[member]!.end = end;
    this.#formats.add(end.format);
  }

  progress(bytesDone: number, member: string): void {
    const { number, bytes: bytesTotal } = this.#receipt;
    this.#parts.onProgress({ number, bytesDone, bytesTotal, events: this.#events, records: this.#records, member });
  }

  /** Flags the rows of repeats and counts them. Answers the segments that hold any. */
  async #markRepeats(members: readonly MemberTally[], segments: readonly SegmentMarks[]): Promise<ReadonlySet<number>> {
    const read = storedContentReader(this.#parts.store, this.#id, segments);
    const { duplicates, conflicts } = await foldRepeats(this.#keys, (member) => members[member]!.path, read);
    for (const { member, problem } of conflicts) members[member]!.addProblem(problem);
    const touched = new Set<number>();
    for (const { member, row, rows } of duplicates) {
      const { segment, flags } = segments[row >>> 16] ?? { segment: 0, flags: new Uint8Array(0) };
      let dated = false;
      for (let at = row & 0xff_ff; at < (row & 0xff_ff) + rows; at += 1) {
        flags[at]! |= ROW_DUPLICATE;
        dated ||= (flags[at]! & ROW_DATED) !== 0;
      }
      if (rows > 0) touched.add(segment);
      members[member]!.addDuplicate(rows > 0 && !dated);
    }
    return touched;
  }
}

/**
 * Puts members in order of their paths, as ledger and ties of time have them, and gives their rows and keys the new indexes.
 * Archives hold their members in any order.
 */
function sortMembers(
  met: readonly MemberTally[],
  segments: readonly SegmentMarks[],
  keys: readonly { member: number }[],
): { readonly members: readonly MemberTally[]; readonly changed: boolean } {
  const order = met.map((_, index) => index).toSorted((a, b) => (met[a]!.path < met[b]!.path ? -1 : 1));
  const changed = order.some((from, to) => from !== to);
  const newIndex = new Uint32Array(met.length);
  for (const [to, from] of order.entries()) newIndex[from] = to;
  if (changed) {
    for (const { member } of segments)
      for (let row = 0; row < member.length; row += 1) member[row] = newIndex[member[row]!]!;
    for (const block of keys) block.member = newIndex[block.member]!;
  }
  return { members: order.map((index) => met[index]!), changed };
}
