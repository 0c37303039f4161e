/**
 * The door for all evidence. The files of one exhibit go in; members, blocks of whole records, complaints and progress
 * come out. Nothing is dropped silently: whatever a file holds ends as a ledger line.
 *
 * Follow the data: `io/walk-file.ts` takes off compression, tar and zip and shows every member here; `archive-watch.ts` tells
 * archives that are evidence themselves; `recognise.ts` asks the
 * formats whose it is, `read-as.ts` hears the examiner; `io/make-framer.ts` cuts it into blocks; `parse-block.ts`, in a worker, turns a block into events.
 */
import type { ArchiveVisitor } from './io/walk-context.js';
import { OpenBundles } from './open-bundles.js';
import type { ByteStream } from './io/byte-stream.js';
import type { EvidenceFile } from './io/evidence-file.js';
import { ImportCancelled } from './io/import-cancelled.js';
import type { ImportSink, IsCancelled, MemberEnd } from './io/import-sink.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { makeFramer } from './io/make-framer.js';
import {
  newWalk,
  unsupportedVerdict,
  type MemberContent,
  type MemberVerdict,
  type MemberVisitor,
} from './io/walk-context.js';
import { walkFile } from './io/walk-file.js';
import type { Format } from './model/format.js';
import type { Block, RecordContext } from './model/framing.js';
import type { Readings, StatedReading } from './model/reading.js';
import { HEAD_BYTES, makeProbe } from './probe.js';
import { readAs, type StatedRecognition } from './read-as.js';
import { recognise, type Recognition } from './recognise.js';

export interface ImportOptions {
  /** The formats that are asked, in this order. */
  readonly formats: readonly Format[];
  readonly limits?: Limits;
  /** What the examiner says members are, by path; absent where the content alone decides. */
  readonly readings?: Readings;
  /** Asked between any two reads. */
  readonly isCancelled?: IsCancelled;
}

/** Unrecognised members of one exhibit whose ledger line says what every format says against them: thousands would fill it. */
const REFUSALS_TOLD = 50;
/** Stored bytes between two reports of progress. */
const PROGRESS_STEP = 256 * 1024;

/**
 * Reads all files of one exhibit, in order. Rejects with `ImportCancelled` when `isCancelled` says so, and with whatever
 * the sink throws; bad evidence never makes it reject.
 */
export async function importEvidence(
  files: readonly EvidenceFile[],
  sink: ImportSink,
  options: ImportOptions,
): Promise<void> {
  const { formats, limits = DEFAULT_LIMITS, readings = new Map(), isCancelled = () => false } = options;
  const door = new Door(sink, formats, limits, readings, isCancelled);
  const walk = newWalk(limits, door, isCancelled);
  for (const file of files) await walkFile(walk, file);
  door.reportProgress();
}

class Door implements MemberVisitor {
  readonly #sink: ImportSink;
  readonly #formats: readonly Format[];
  readonly #limits: Limits;
  readonly #readings: Readings;
  /** By index of the member. */
  readonly #stated = new Map<number, StatedReading>();
  readonly #isCancelled: IsCancelled;
  readonly #bundles: OpenBundles;
  #bytesDone = 0;
  #bytesReported = 0;
  #path = '';
  #unrecognised = 0;

  constructor(
    sink: ImportSink,
    formats: readonly Format[],
    limits: Limits,
    readings: Readings,
    isCancelled: IsCancelled,
  ) {
    this.#sink = sink;
    this.#formats = formats;
    this.#limits = limits;
    this.#readings = readings;
    this.#isCancelled = isCancelled;
    this.#bundles = new OpenBundles(formats);
  }

  start(path: string): number {
    this.#path = path;
    const member = this.#sink.memberStart({ path });
    const stated = this.#readings.get(path);
    if (stated !== undefined) this.#stated.set(member, stated);
    return member;
  }

  archive(member: number, path: string): ArchiveVisitor {
    return this.#bundles.open(member, path, (format, block) => this.#handOver(format, [block]));
  }

  problem(...problem: Parameters<ImportSink['problem']>): void {
    this.#sink.problem(...problem);
  }

  end(member: number, end: MemberEnd): void {
    const stated = this.#stated.get(member);
    this.#sink.memberEnd(member, stated === undefined ? end : { ...end, stated });
  }

  advance(bytes: number): void {
    this.#bytesDone += bytes;
    if (this.#bytesDone - this.#bytesReported >= PROGRESS_STEP) this.reportProgress();
  }

  reportProgress(): void {
    this.#bytesReported = this.#bytesDone;
    this.#sink.progress(this.#bytesDone, this.#path);
  }

  /** Recognises one member and hands its records to the sink, block by block. */
  async content(member: number, { path, name, stream }: MemberContent): Promise<MemberVerdict> {
    const bundle = await this.#bundles.member(path, stream);
    const head = await stream.peek(HEAD_BYTES + 1);
    const isWhole = head.length <= HEAD_BYTES;
    const naming = { name, path, bundle };
    const recognised = recognise(this.#formats, naming, head.subarray(0, HEAD_BYTES), isWhole);
    const context = { name, path, envelope: null, ...(bundle === null ? {} : { bundle }) };
    const stated = this.#stated.get(member);
    if (stated === undefined) {
      if (recognised.kind !== 'format') return this.#refuse(member, recognised);
      const { format, framing, reason } = recognised;
      await this.#read(member, format, { ...context, framing }, stream);
      return { format: format.id, formatReason: reason, parserVersion: format.parserVersion };
    }
    const probe = makeProbe(naming, head.subarray(0, HEAD_BYTES), isWhole);
    const said = readAs(this.#formats, probe, stated, recognised);
    if (said.kind !== 'format') return this.#leave(member, said);
    const { format, framing, mapping, reason } = said;
    await this.#read(member, format, { ...context, framing, ...(mapping === null ? {} : { mapping }) }, stream);
    return { format: format.id, formatReason: reason, parserVersion: format.parserVersion };
  }

  async #read(member: number, format: Format, context: RecordContext, stream: ByteStream): Promise<void> {
    this.#bundles.evidence();
    const framer = makeFramer(member, context, this.#limits);
    for await (const chunk of this.#pieces(stream)) {
      await this.#handOver(format, framer.push(chunk));
      for (const problem of framer.takeProblems()) this.#sink.problem(member, problem);
    }
    await this.#handOver(format, framer.finish());
    for (const problem of framer.takeProblems()) this.#sink.problem(member, problem);
  }

  async *#pieces(stream: ByteStream): AsyncGenerator<Uint8Array> {
    for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) {
      if (this.#isCancelled()) throw new ImportCancelled();
      yield chunk;
    }
  }

  async #handOver(format: Format, blocks: readonly Block[]): Promise<void> {
    for (const block of blocks) {
      if (this.#isCancelled()) throw new ImportCancelled();
      await this.#sink.block(format.id, block);
    }
  }

  /** Leaves a member unread because the examiner says so, or because what he says is not known here. */
  #leave(member: number, { kind, reason }: Exclude<StatedRecognition, { kind: 'format' }>): MemberVerdict {
    const isUnknown = kind === 'unknown-format';
    if (isUnknown) this.#sink.problem(member, { line: null, offset: null, code: 'unrecognised', reason });
    return { format: isUnknown ? 'unrecognised' : 'not-evidence', formatReason: reason, parserVersion: '' };
  }

  #refuse(member: number, recognition: Exclude<Recognition, { kind: 'format' }>): MemberVerdict {
    if (recognition.kind === 'empty')
      return { format: 'unrecognised', formatReason: 'The file is empty.', parserVersion: '' };
    const { kind, reason } = recognition;
    const said = kind === 'unsupported' ? `Recognised and not read: ${reason}.` : reason;
    this.#sink.problem(member, { line: null, offset: null, code: kind, reason: said });
    if (kind === 'unsupported') return unsupportedVerdict(reason);
    const why = kind === 'unrecognised' ? `${reason} ${this.#refusals(recognition.refusals)}`.trim() : reason;
    return { format: 'unrecognised', formatReason: why, parserVersion: '' };
  }

  #refusals(said: string): string {
    this.#unrecognised++;
    if (this.#unrecognised <= REFUSALS_TOLD) return said;
    return `What every format says against such members stands with the first ${REFUSALS_TOLD} of this exhibit.`;
  }
}
