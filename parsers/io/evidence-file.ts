/**
 * One file of a received exhibit, as the door reads it: a host's `File`, an open file in Node, or bytes in a test.
 * The door never learns where it lies.
 */
export interface EvidenceFile {
  /** `''` for an exhibit that is one file, else the path relative to the exhibit's folder, with `/`. */
  readonly path: string;
  /** The file's own name, without folders. A hint in recognition and the name shown; never a proof. */
  readonly name: string;
  /** Size in bytes, as stored. */
  readonly bytes: number;
  /** SHA-256 of the stored bytes, 64 hex digits, as it was taken at receipt. */
  readonly sha256: string;
  /** The stored bytes in order. Every call starts again at the beginning. */
  stream(): AsyncIterable<Uint8Array>;
  /** The stored bytes [from, to). Where it is missing, an archive that needs random access is held in memory instead. */
  slice?(from: number, to: number): Promise<Uint8Array>;
}
