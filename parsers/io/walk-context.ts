import type { ProblemCode } from '../model/event.js';
import type { Problem } from '../model/ledger.js';
import type { ByteStream } from './byte-stream.js';
import { DecompressionBudget } from './decompression-budget.js';
import type { IsCancelled, MemberEnd } from './import-sink.js';
import type { Limits } from './limits.js';
import { MemberNames } from './member-names.js';
import type { RawHeader } from './tar-feed.js';

/** What a member was found to be. */
export type MemberVerdict = Pick<MemberEnd, 'format' | 'formatReason' | 'parserVersion'>;

/** A member that is no archive, ready to be read. */
export interface MemberContent {
  readonly path: string;
  /** File name only, endings of compression removed. */
  readonly name: string;
  /** Decompressed, as UTF-8 where it was UTF-16. What is left unread is read and hashed afterwards. */
  readonly stream: ByteStream;
}

/** Shown every entry of one archive, in order, before its content. */
export interface ArchiveVisitor {
  /** `header`: the headers of a tar entry as they stand in the archive; null in a zip. */
  entry(name: string, header: RawHeader | null): Promise<void>;
  /** False from when on nobody will ask for the hash of the archive's own bytes. */
  needsHash(): boolean;
  /** Where the archive itself is evidence, another verdict than that of any archive. */
  end(verdict: MemberVerdict): Promise<MemberVerdict>;
}

/** Shown every member of an exhibit. */
export interface MemberVisitor {
  /** Answers the member's index. */
  start(path: string): number;
  content(member: number, content: MemberContent): Promise<MemberVerdict>;
  /** The stored bytes of a member that lies in an archive, to be passed on whole: for who measures more than the ledger states. */
  stored?(member: number, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** An archive has been opened: what it answers is shown its entries and may read its headers as records. */
  archive(member: number, path: string): ArchiveVisitor;
  problem(member: number, problem: Problem): void;
  end(member: number, end: MemberEnd): void;
  /** Stored bytes of the file just read. */
  advance(bytes: number): void;
}

/** What all files of one exhibit share while they are walked. */
export interface WalkContext {
  readonly limits: Limits;
  readonly visitor: MemberVisitor;
  readonly isCancelled: IsCancelled;
  readonly budget: DecompressionBudget;
  readonly names: MemberNames;
}

export function newWalk(limits: Limits, visitor: MemberVisitor, isCancelled: IsCancelled): WalkContext {
  return { limits, visitor, isCancelled, budget: new DecompressionBudget(limits), names: new MemberNames() };
}

/** A member that has been started. */
export interface MemberPlace {
  readonly index: number;
  readonly path: string;
  /** Wrappers around its content, its own included as they are taken off. */
  readonly depth: number;
}

/** Puts a complaint about a member as a whole, or about a byte of its content, into the ledger. */
export function complainAbout(
  context: WalkContext,
  member: number,
  code: ProblemCode,
  offset: number | null,
  reason: string,
): void {
  context.visitor.problem(member, { line: null, offset, code, reason });
}

export function archiveVerdict(formatReason: string): MemberVerdict {
  return { format: 'archive', formatReason, parserVersion: '' };
}

export function unsupportedVerdict(formatReason: string): MemberVerdict {
  return { format: 'unsupported', formatReason, parserVersion: '' };
}
