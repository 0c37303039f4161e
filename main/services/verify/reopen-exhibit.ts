/**
 * An exhibit opened again, as the import opened it: every member is read to its end and hashed, and so is every cited
 * record. Formats are not asked: hashes and places need none.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ByteStream } from '../../../parsers/io/byte-stream.js';
import type { EvidenceFile } from '../../../parsers/io/evidence-file.js';
import type { MemberEnd } from '../../../parsers/io/import-sink.js';
import { DEFAULT_LIMITS } from '../../../parsers/io/limits.js';
import type { RawHeader } from '../../../parsers/io/tar-feed.js';
import {
  newWalk,
  unsupportedVerdict,
  type ArchiveVisitor,
  type MemberContent,
  type MemberVerdict,
  type MemberVisitor,
} from '../../../parsers/io/walk-context.js';
import { walkFile } from '../../../parsers/io/walk-file.js';
import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import type { ExhibitLedger } from '../../../parsers/model/ledger.js';
import { RangeHashes } from './hash-ranges.js';
import type { RecordClaim } from './report-contents.js';

export interface Reopened {
  /** By path, as the ledger names members. */
  readonly members: ReadonlyMap<string, Pick<MemberEnd, 'sha256' | 'bytes' | 'contentSha256'>>;
  /** SHA-256 of what stands at the place of each cited record that has one there, by the record's mark. */
  readonly records: ReadonlyMap<string, string>;
}

/**
 * Reads the files of an exhibit again.
 *
 * @param paths where they lie, in the order of the receipt
 * @param ledger what the import stated of it, or null: tells which archives are evidence by their own bytes
 * @param cited records of this exhibit
 * @param onBytes told of stored bytes as they are read
 */
export async function reopenExhibit(
  receipt: ExhibitReceipt,
  paths: readonly string[],
  ledger: ExhibitLedger | null,
  cited: readonly RecordClaim[],
  onBytes: (bytes: number) => void,
): Promise<Reopened> {
  const reading = new Reading(ledger, cited, onBytes);
  const walk = newWalk(DEFAULT_LIMITS, reading, () => false);
  for (const [index, path] of paths.entries()) {
    const file = receipt.files[index];
    if (file === undefined) continue;
    const name = file.path === '' ? receipt.name : basename(file.path);
    await walkFile(walk, evidenceFile(path, { ...file, name }));
  }
  return reading;
}

function evidenceFile(path: string, of: Pick<EvidenceFile, 'path' | 'name' | 'bytes' | 'sha256'>): EvidenceFile {
  return {
    ...of,
    stream: () => createReadStream(path, { highWaterMark: 1 << 20 }),
    slice: async (from, to) => {
      const handle = await open(path);
      try {
        const bytes = Buffer.alloc(to - from);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

class Reading implements MemberVisitor, Reopened {
  readonly members = new Map<string, MemberEnd>();
  readonly records = new Map<string, string>();
  readonly #paths: string[] = [];
  /** Archives whose own bytes were parsed. */
  readonly #parsedArchives: ReadonlySet<string>;
  readonly #cited = new Map<string, RecordClaim[]>();
  readonly #onBytes: (bytes: number) => void;

  constructor(ledger: ExhibitLedger | null, cited: readonly RecordClaim[], onBytes: (bytes: number) => void) {
    const parsed = ledger?.members.filter(({ sha256, contentSha256 }) => sha256 !== contentSha256) ?? [];
    this.#parsedArchives = new Set(parsed.map(({ path }) => path));
    for (const record of cited) {
      const same = this.#cited.get(record.member);
      if (same === undefined) this.#cited.set(record.member, [record]);
      else same.push(record);
    }
    this.#onBytes = onBytes;
  }

  start(path: string): number {
    return this.#paths.push(path) - 1;
  }

  async content(_member: number, { path, stream }: MemberContent): Promise<MemberVerdict> {
    const cited = this.#cited.get(path);
    if (cited !== undefined) await this.#hashRecords(cited, stream);
    return unsupportedVerdict('');
  }

  async #hashRecords(cited: readonly RecordClaim[], stream: ByteStream): Promise<void> {
    const hashes = new RangeHashes(cited);
    for await (const chunk of stream) hashes.push(chunk);
    for (const { range, sha256 } of hashes.results()) if (sha256 !== null) this.records.set(range.mark, sha256);
  }

  archive(_member: number, path: string): ArchiveVisitor {
    return {
      entry: async (_name, header) => this.#hashHeaders(this.#cited.get(path) ?? [], header),
      needsHash: () => this.#parsedArchives.has(path),
      end: async (verdict) => verdict,
    };
  }

  /** Headers of a tar are records of the archive itself. */
  #hashHeaders(cited: readonly RecordClaim[], header: RawHeader | null): void {
    if (header === null) return;
    const end = header.offset + header.bytes.length;
    const here = cited.filter(({ offset, length }) => offset >= header.offset && offset + length <= end);
    const hashes = new RangeHashes(here.map((record) => ({ ...record, offset: record.offset - header.offset })));
    hashes.push(header.bytes);
    for (const { range, sha256 } of hashes.results()) if (sha256 !== null) this.records.set(range.mark, sha256);
  }

  problem(): void {}

  end(member: number, end: MemberEnd): void {
    this.members.set(this.#paths[member] ?? '', end);
  }

  advance(bytes: number): void {
    this.#onBytes(bytes);
  }
}
