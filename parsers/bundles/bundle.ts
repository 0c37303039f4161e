import type { BundleFacts } from '../model/bundle.js';

/** Names of an archive's entries as they are written, `./` before them left out. */
export type EntryNames = ReadonlySet<string>;

/** Contents of the small members that a kind of bundle asked to keep, by their name in the archive. */
export type KeptContents = ReadonlyMap<string, Uint8Array>;

/**
 * A kind of archive that is evidence as a whole: its members belong together and explain one another. It names the archive's
 * line of the ledger and tells members whose they are; records are read by the formats of the members.
 */
export interface BundleKind {
  /** As in the ledger. */
  readonly id: string;
  /** Why an archive with these entries is one, as a sentence; null where it is none. */
  recognise(names: EntryNames): string | null;
  /** True for members whose content members behind them need. */
  keeps?(name: string): boolean;
  /** What is known about a member by what precedes it in the archive; null for nothing. */
  facts?(name: string, kept: KeptContents): BundleFacts | null;
}
