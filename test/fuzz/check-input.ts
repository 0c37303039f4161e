import { DEFAULT_LIMITS } from '../../parsers/io/limits.js';
import type { ExhibitLedger, MemberLedger } from '../../parsers/model/ledger.js';
import { toParts } from '../../parsers/time/instant.js';
import { RecordChunk } from '../../renderer/query/record-chunk.js';
import { stageExhibit } from '../../renderer/workers/import-exhibit.js';
import { bytesFile, receiptFor } from '../support/bytes-file.js';
import { MemoryChunkStore } from '../support/memory-chunk-store.js';
import { ThreadLane } from '../support/thread-lane.js';
import type { Seed } from './corpus.js';

/** Damaged archives may state any size; what a test decompresses is bounded. */
const LIMITS = { ...DEFAULT_LIMITS, totalBytes: 64 * 1024 * 1024, bufferedArchiveBytes: 64 * 1024 * 1024 };

/** What one import gave. */
export interface Outcome {
  /** In words; empty where everything held. */
  readonly faults: readonly string[];
  readonly records: number;
  readonly rejected: number;
  readonly events: number;
}

/**
 * Imports inputs together as the product does, with its store in memory, and says what does not hold: import ends, every member's
 * counts close, every event is read again from its stored bytes, and these stand in the evidence where the row says. One input is
 * an exhibit of one file; several are the files of a folder, each in a folder of its own.
 */
export async function checkInputs(seeds: readonly Seed[]): Promise<Outcome> {
  const store = new MemoryChunkStore();
  const [alone] = seeds.length === 1 ? seeds : [];
  const files = seeds.map(({ name, bytes }, index) => ({
    ...bytesFile(alone === undefined ? `${index}/${name}` : '', bytes),
    name,
  }));
  let ledger: ExhibitLedger;
  try {
    ({ ledger } = await stageExhibit(receiptFor('F/1', alone?.name ?? 'inputs', files), files, {
      id: 1,
      store,
      lanes: [new ThreadLane(store)],
      tokenSeed: '1122334455667788',
      onProgress: () => undefined,
      isCancelled: () => false,
      limits: LIMITS,
    }));
  } catch (error) {
    return {
      faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      records: 0,
      rejected: 0,
      events: 0,
    };
  }
  const evidence = new Map(files.map(({ path }, index) => [path, seeds[index]!.bytes]));
  const faults = [...ledger.members.flatMap(openCounts), ...(await unreadable(store, ledger, evidence))];
  const sum = (count: (member: MemberLedger) => number): number =>
    ledger.members.reduce((total, each) => total + count(each), 0);
  return {
    faults,
    records: sum(({ records }) => records),
    rejected: sum(({ rejected }) => rejected),
    events: sum(({ events }) => events),
  };
}

function openCounts({
  path,
  records,
  imported,
  rejected,
  duplicates,
  events,
  undated,
  problems,
  problemCount,
}: MemberLedger): readonly string[] {
  const faults: string[] = [];
  if (imported + rejected + duplicates !== records)
    faults.push(
      `${path}: ${imported} imported + ${rejected} rejected + ${duplicates} duplicates are not ${records} records`,
    );
  if (problemCount < rejected) faults.push(`${path}: ${rejected} rejected, but only ${problemCount} problems`);
  if (problems.length > Math.min(100, problemCount))
    faults.push(`${path}: ${problems.length} problems shown of ${problemCount}`);
  if (undated > imported || events < 0) faults.push(`${path}: ${undated} undated of ${imported}`);
  return faults;
}

/** Reads every row again from what is stored. */
async function unreadable(
  store: MemoryChunkStore,
  ledger: ExhibitLedger,
  evidence: ReadonlyMap<string, Uint8Array>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  let rows = 0;
  for (const segment of await store.segments(1)) {
    for (const [number, first] of segment.chunkStarts.entries()) {
      const row = await store.chunk(1, segment.segment, number);
      const chunk = new RecordChunk(row);
      for (let local = 0; local < row.rows; local++) {
        rows += 1;
        const offset = segment.offset[first + local]!;
        const member = ledger.members[segment.member[first + local]!];
        try {
          const { event } = chunk.event(local);
          const strange = Object.entries(event.fields).filter(([, value]) => !isFieldValue(value));
          if (strange.length > 0)
            faults.push(`row ${rows}: ${strange.map(([name]) => name).join(', ')} of a wrong type`);
          if (event.message === '') faults.push(`row ${rows}: an event without a sentence`);
          const { ms, ns } = event.time === null ? { ms: 0, ns: 0 } : toParts(event.time.instant);
          if (ms !== segment.timeMs[first + local] || ns !== segment.timeNs[first + local])
            faults.push(`row ${rows}: another time than at import`);
        } catch (error) {
          faults.push(`row ${rows}, ${member?.path ?? 'no member'} at ${offset}: ${String(error)}`);
        }
        const isPlain = member !== undefined && member.sha256 === member.contentSha256;
        const whole = isPlain ? evidence.get(member.path) : undefined;
        const stored = chunk.bytes(local);
        if (whole !== undefined && !Buffer.from(stored).equals(whole.subarray(offset, offset + stored.length)))
          faults.push(`row ${rows}: its bytes do not stand at ${offset}`);
      }
    }
  }
  const stated = ledger.members.reduce((sum, { events }) => sum + events, 0);
  const duplicates = ledger.members.some((member) => member.duplicates > 0);
  if (duplicates ? rows < stated : rows !== stated)
    faults.push(`${rows} rows are stored, the ledger says ${stated} events`);
  return faults;
}

function isFieldValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((element) => typeof element === 'string');
  return typeof value === 'string' || typeof value === 'number';
}
