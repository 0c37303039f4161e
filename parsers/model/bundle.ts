import type { EventFields } from './fields.js';

/**
 * What the bundle that a member lies in says about the member: a checkpoint names its container, a page map whose memory
 * the pages are. Stored with each record, so that it can be read again alone.
 */
export interface BundleFacts {
  /** Fields that every event of the member gets where its own record does not state them. */
  readonly fields: EventFields;
  /** For pages of memory: whose they are. */
  readonly memory?: PagesFacts;
  /** For a record of such pages: the addresses of the run of pages that it lies in, `7ffd1000-7ffd3000`. */
  readonly region?: string;
}

/** Pages of one process, as they follow one another in a file. */
export interface PagesFacts {
  readonly ranges: readonly PageRange[];
}

export interface PageRange {
  /** Offset in the file behind the last of these pages. */
  readonly end: number;
  readonly region: string;
}
