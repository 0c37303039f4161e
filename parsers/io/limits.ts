/**
 * Every limit of reading evidence, in one place. A limit that is hit becomes a problem in the ledger that states it; what
 * was read before it stays. All sizes are in bytes.
 */
export interface Limits {
  /** Wrappers inside one another: gzip in tar in zip are three. */
  readonly nesting: number;
  /** Members of one exhibit. */
  readonly members: number;
  /** Decompressed content of all members of one exhibit together. */
  readonly totalBytes: number;
  /** Content per stored byte of one compressed stream; asked only beyond `ratioFrom` bytes of content. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** The same ratio for everything that one file unpacks to, nested or overlapping; asked only beyond so much content. */
  readonly fileRatioFrom: number;
  /** An archive that needs random access and lies inside another one is held in memory up to this size. */
  readonly bufferedArchiveBytes: number;
  /** One record. */
  readonly recordBytes: number;
  /** Members of the enclosing document that precede its record array. */
  readonly envelopeBytes: number;
  /** Objects and arrays inside one another in one record. */
  readonly jsonDepth: number;
  /** Aim for the bytes of one block; a block ends with the record that reaches it. */
  readonly blockBytes: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  nesting: 8,
  members: 100_000,
  totalBytes: 256 * 1024 * MIB,
  ratio: 400,
  ratioFrom: 256 * MIB,
  fileRatioFrom: 4096 * MIB,
  bufferedArchiveBytes: 256 * MIB,
  recordBytes: 64 * MIB,
  envelopeBytes: MIB / 4,
  jsonDepth: 500,
  blockBytes: 2 * MIB,
};
