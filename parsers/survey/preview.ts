import { parseBlock, type BlockRecord } from '../parse-block.js';
import type { EvidenceFile } from '../io/evidence-file.js';
import { ImportCancelled } from '../io/import-cancelled.js';
import type { IsCancelled } from '../io/import-sink.js';
import { DEFAULT_LIMITS } from '../io/limits.js';
import { makeFramer } from '../io/make-framer.js';
import type { NormalisedEvent } from '../model/event.js';
import type { EventFields } from '../model/fields.js';
import type { Format } from '../model/format.js';
import type { Block, RecordContext } from '../model/framing.js';
import type { MappedReading } from '../model/reading.js';
import type { InstantParts, RecordedTime } from '../model/time.js';
import { MAPPING_FORMATS } from '../read-as.js';
import { compareParts, toParts } from '../time/instant.js';
import { findMember } from './find-member.js';

/** Rows, odd times and rejected records that are shown. */
const SHOWN = 10;

export interface PreviewTime {
  readonly line: number;
  /** As written. */
  readonly text: string;
  /** As read; by its own wall clock where `isZoneKnown` is false. */
  readonly time: InstantParts;
  readonly isZoneKnown: boolean;
}

export interface PreviewRow {
  readonly line: number;
  readonly time: PreviewTime | null;
  readonly message: string;
  readonly fields: EventFields;
}

/** What a mapping makes of a member. Counts speak of what was read so far. */
export interface MappingPreview {
  readonly records: number;
  readonly events: number;
  readonly dated: number;
  /** Of the dated, those whose time states no zone. */
  readonly zoneless: number;
  readonly rejected: number;
  /** By the clock of the records. */
  readonly first: PreviewTime | null;
  readonly last: PreviewTime | null;
  /** Times that cannot be read or are implausible; the first ten in full. */
  readonly odd: readonly { readonly line: number; readonly reason: string }[];
  readonly oddCount: number;
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  readonly rows: readonly PreviewRow[];
  /** True where the member was read to its end. */
  readonly isWhole: boolean;
}

/**
 * Reads one member to its end under a mapping and tells from time to time what came out so far. Memory stays bounded. Throws
 * `ImportCancelled`; `tell` is called with the whole at the end.
 */
export async function previewMember(
  formats: readonly Format[],
  files: readonly EvidenceFile[],
  path: string,
  reading: MappedReading,
  tell: (preview: MappingPreview) => void,
  isCancelled: IsCancelled,
): Promise<void> {
  const count = new PreviewCount(formats, MAPPING_FORMATS[reading.mapping.kind]);
  await findMember(
    files,
    path,
    async ({ name, stream }) => {
      const context: RecordContext = { framing: reading.framing, name, path, envelope: null, mapping: reading.mapping };
      const framer = makeFramer(0, context, DEFAULT_LIMITS);
      for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) {
        if (isCancelled()) throw new ImportCancelled();
        count.take(framer.push(chunk));
        framer.takeProblems();
        tell(count.preview(false));
      }
      count.take(framer.finish());
    },
    isCancelled,
  );
  tell(count.preview(true));
}

/** What is counted of the records read so far. */
class PreviewCount {
  readonly #formats: readonly Format[];
  readonly #format: string;
  #records = 0;
  #events = 0;
  #dated = 0;
  #zoneless = 0;
  #rejected = 0;
  #first: PreviewTime | null = null;
  #last: PreviewTime | null = null;
  #oddCount = 0;
  readonly #odd: { line: number; reason: string }[] = [];
  readonly #faults: { line: number; reason: string }[] = [];
  readonly #rows: PreviewRow[] = [];

  constructor(formats: readonly Format[], format: string) {
    this.#formats = formats;
    this.#format = format;
  }

  take(blocks: readonly Block[]): void {
    for (const block of blocks) parseBlock(this.#formats, this.#format, block, (record) => this.#takeRecord(record));
  }

  preview(isWhole: boolean): MappingPreview {
    return {
      records: this.#records,
      events: this.#events,
      dated: this.#dated,
      zoneless: this.#zoneless,
      rejected: this.#rejected,
      first: this.#first,
      last: this.#last,
      odd: [...this.#odd],
      oddCount: this.#oddCount,
      faults: [...this.#faults],
      rows: [...this.#rows],
      isWhole,
    };
  }

  #takeRecord({ line, result }: BlockRecord): void {
    this.#records += 1;
    if (result.kind === 'rejected') {
      this.#rejected += 1;
      if (this.#faults.length < SHOWN) this.#faults.push({ line, reason: result.reason });
      return;
    }
    for (const { code, reason } of result.problems ?? []) {
      if (code !== 'bad-time' && code !== 'implausible-time') continue;
      this.#oddCount += 1;
      if (this.#odd.length < SHOWN) this.#odd.push({ line, reason });
    }
    for (const event of result.events) this.#takeEvent(line, event);
  }

  #takeEvent(line: number, { time, message, fields }: NormalisedEvent): void {
    this.#events += 1;
    const read = time === null ? null : previewTime(line, time);
    if (read !== null) {
      this.#dated += 1;
      if (!read.isZoneKnown) this.#zoneless += 1;
      if (this.#first === null || compareParts(read.time, this.#first.time) < 0) this.#first = read;
      if (this.#last === null || compareParts(read.time, this.#last.time) > 0) this.#last = read;
    }
    if (this.#rows.length < SHOWN) this.#rows.push({ line, time: read, message, fields });
  }
}

function previewTime(line: number, { text, instant, zone }: RecordedTime): PreviewTime {
  return { line, text, time: toParts(instant), isZoneKnown: zone !== 'unknown' };
}
