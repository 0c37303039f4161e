import type { BundleFacts } from './bundle.js';
import type { ParsedRecord } from './event.js';
import type { Framing, RecordContext } from './framing.js';

/** The start of a member, as recognition sees it. */
export interface Probe {
  /** File name only, without folders; a hint, never a proof. */
  readonly name: string;
  /** Path of the member in the exhibit, levels of archives joined with `!/`, where one is known; a hint, never a proof. */
  readonly path?: string;
  /** What the bundle that the member lies in says about it; absent for nothing. */
  readonly bundle?: BundleFacts;
  /** Decompressed head, at most 64 KiB. */
  readonly head: Uint8Array;
  /** The same as text (UTF-8 or UTF-16 by byte-order mark), invalid bytes replaced. */
  readonly text: string;
  /** Records that could be read from the head, already decoded; at most 20. */
  readonly samples: readonly ProbeSample[];
}

export interface ProbeSample {
  /** Decoded JSON value, CSV row (by header), or the line as text. */
  readonly value: unknown;
  readonly framing: Framing;
}

/** A format's answer to a probe. Either way it says why. */
export type Verdict =
  | { readonly claim: true; readonly framing: Framing; readonly reason: string }
  | { readonly claim: false; readonly reason: string };

/** One record, decoded as far as its framing decodes it. */
export interface RecordInput {
  /** JSON value (integers of 16 digits and more as decimal text), CSV row by column name, or line text. */
  readonly value: unknown;
  /** The record as text. */
  readonly text: string;
  readonly context: RecordContext;
}

/** One evidence format: everything Exhibit knows about it hangs on this object. */
export interface Format {
  /** `k8s-audit`, `falco`, `aws-cloudtrail`: as in the ledger. */
  readonly id: string;
  readonly title: string;
  /** `k8s-audit/1`: raised whenever the same bytes give other events. */
  readonly parserVersion: string;
  /** How sure we are of the format: proven on data of others, on lab data, or assumed from documents. */
  readonly status: 'real data' | 'lab data' | 'schema assumed';
  /** True where the source reports only what its rules hit, so that its silence proves nothing. */
  readonly rulesOnly: boolean;
  /**
   * When the format is asked: a later one only where none before it claims. Absent: it speaks for itself. `envelope`: it carries
   * records of others and stands for what nobody knows in it (CloudWatch Logs, Splunk, syslog). `last`: it takes anything.
   */
  readonly turn?: 'envelope' | 'last';
  /**
   * True for a payload that is unmistakably of this format. Asked about what lies in an envelope, so that a record of
   * CloudTrail in a Splunk row is a record of CloudTrail; a format without it is never looked for there.
   */
  owns?(value: unknown): boolean;
  detect(probe: Probe): Verdict;
  /** Pure: same record and context, same answer. Never throws for bad input: it rejects. */
  parse(record: RecordInput): ParsedRecord;
}
