import { createHash } from 'node:crypto';
import { importEvidence, type ImportOptions } from '../../parsers/import-evidence.js';
import type { EvidenceFile } from '../../parsers/io/evidence-file.js';
import type { ImportSink, MemberEnd } from '../../parsers/io/import-sink.js';
import type { Block } from '../../parsers/model/framing.js';
import type { Problem } from '../../parsers/model/ledger.js';
import { parseBlock, type BlockRecord } from '../../parsers/parse-block.js';

export interface FileOptions {
  readonly path?: string;
  readonly name?: string;
  /** Bytes per piece of the stream. */
  readonly chunk?: number;
  /** Whether the host can read at any place. */
  readonly random?: boolean;
}

/** An evidence file held in memory. */
export function memoryFile(bytes: Uint8Array, options: FileOptions = {}): EvidenceFile {
  const { path = '', name = path.split('/').at(-1) || 'evidence', chunk = 64 * 1024, random = false } = options;
  const file = {
    path,
    name,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    async *stream() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
  return random ? { ...file, slice: (from: number, to: number) => Promise.resolve(bytes.subarray(from, to)) } : file;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A record as import found it, with its place in the member. */
export interface CollectedRecord extends Omit<BlockRecord, 'start'> {
  readonly offset: number;
  readonly envelope: Readonly<Record<string, unknown>> | null;
}

export interface CollectedMember {
  readonly path: string;
  readonly records: readonly CollectedRecord[];
  readonly problems: readonly Problem[];
  readonly end: MemberEnd;
}

/** Imports files and parses every block at once, as the workers would; answers the members by their order of start. */
export async function collectImport(
  files: readonly EvidenceFile[],
  options: ImportOptions,
): Promise<{ readonly members: readonly CollectedMember[]; readonly progress: readonly number[] }> {
  const members: { path: string; records: CollectedRecord[]; problems: Problem[]; end: MemberEnd | null }[] = [];
  const progress: number[] = [];
  const sink: ImportSink = {
    memberStart: ({ path }) => members.push({ path, records: [], problems: [], end: null }) - 1,
    async block(formatId: string, block: Block) {
      // A worker gets a block by transfer: it must own its bytes.
      const own = structuredClone(block);
      await Promise.resolve();
      parseBlock(
        options.formats,
        formatId,
        own,
        ({ start, ...record }) => {
          members[own.member]!.records.push({ ...record, offset: own.offset + start, envelope: own.context.envelope });
        },
        options.limits,
      );
    },
    problem: (member, problem) => members[member]!.problems.push(problem),
    memberEnd: (member, end) => {
      members[member]!.end = end;
    },
    progress: (done) => progress.push(done),
  };
  await importEvidence(files, sink, options);
  return {
    members: members.map((member) => {
      if (member.end === null) throw new Error(`the member ${member.path} was never ended`);
      return { ...member, end: member.end };
    }),
    progress,
  };
}
