import { md5, sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { EvidenceFile } from './io/evidence-file.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { newWalk, unsupportedVerdict, type MemberContent, type MemberVisitor } from './io/walk-context.js';
import { walkFile } from './io/walk-file.js';
import type { HashAlgorithm } from './model/case.js';

/** The hashes that old collectors write; SHA-256 stands in the ledger. */
export type OldAlgorithm = Exclude<HashAlgorithm, 'sha256'>;

export interface MemberDigest {
  readonly algorithm: OldAlgorithm;
  /** Lower-case hex. */
  readonly digest: string;
}

const HASHES = { md5, sha1 } as const;

/**
 * MD5 and SHA-1 of every member of an exhibit, by path: of its bytes as stored in the archive that holds it, and of its content where
 * it is compressed. A member that could not be read whole has none.
 */
export async function memberDigests(
  files: readonly EvidenceFile[],
  algorithms: readonly OldAlgorithm[],
  limits: Limits = DEFAULT_LIMITS,
): Promise<ReadonlyMap<string, readonly MemberDigest[]>> {
  const visitor = new DigestVisitor(algorithms);
  const walk = newWalk(limits, visitor, () => false);
  for (const file of files) await walkFile(walk, file);
  return visitor.digests();
}

class DigestVisitor implements MemberVisitor {
  readonly #algorithms: readonly OldAlgorithm[];
  readonly #members: { readonly path: string; readonly digests: MemberDigest[]; isWhole: boolean }[] = [];

  constructor(algorithms: readonly OldAlgorithm[]) {
    this.#algorithms = algorithms;
  }

  digests(): ReadonlyMap<string, readonly MemberDigest[]> {
    return new Map(this.#members.map(({ path, digests, isWhole }) => [path, isWhole ? digests : []]));
  }

  start(path: string): number {
    return this.#members.push({ path, digests: [], isWhole: true }) - 1;
  }

  stored(member: number, bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    return this.#measured(member, bytes);
  }

  async content(member: number, { stream }: MemberContent): ReturnType<MemberVisitor['content']> {
    for await (const chunk of this.#measured(member, stream)) void chunk;
    return unsupportedVerdict('');
  }

  archive(): ReturnType<MemberVisitor['archive']> {
    return { entry: async () => undefined, needsHash: () => false, end: async (verdict) => verdict };
  }

  problem(member: number): void {
    this.#members[member]!.isWhole = false;
  }

  end(): void {}

  advance(): void {}

  /** Passes on what `source` gives; its digests are the member's once it was read to its end. */
  async *#measured(member: number, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hashes = this.#algorithms.map((algorithm) => ({ algorithm, hash: HASHES[algorithm].create() }));
    for await (const chunk of source) {
      for (const { hash } of hashes) hash.update(chunk);
      yield chunk;
    }
    const { digests } = this.#members[member]!;
    for (const { algorithm, hash } of hashes) {
      const digest = bytesToHex(hash.digest());
      if (!digests.some((known) => known.digest === digest)) digests.push({ algorithm, digest });
    }
  }
}
