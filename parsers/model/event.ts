import type { EventFields } from './fields.js';
import type { RecordedTime } from './time.js';

/** What the control did. Whether the act had its effect is a separate question that needs the examiner. */
export type Outcome = 'allowed' | 'detected' | 'prevented' | 'denied' | 'killed' | 'failed' | 'unknown';

/** One thing that happened at one time, normalised from a record. */
export interface NormalisedEvent {
  /** Main time (start of the activity), or null where the record states none. */
  readonly time: RecordedTime | null;
  /** Other times of the same record: end, delivery, ingestion. */
  readonly otherTimes?: readonly RecordedTime[];
  /** `exhibit.format` is added by the caller; everything else by the format. */
  readonly fields: EventFields;
  /** One sentence for the examiner, made from the fields, free of judgement. */
  readonly message: string;
  /** Path inside the record's own envelopes (`message`, `streams[0].values[3]`) for the event's id; absent: the record is the event. */
  readonly path?: string;
}

/** Key by which a producer marks one occurrence (`CloudTrail eventID`, audit `auditID` + `stage`). */
export interface ProducerKey {
  readonly key: string;
  /** The decoded record; repeats fold only where both agree in every field that both carry. */
  readonly content: unknown;
}

/** One complaint about a record; the caller adds the place. */
export interface RecordProblem {
  readonly code: ProblemCode;
  readonly reason: string;
}

/** What became of one record. */
export type ParsedRecord =
  | {
      readonly kind: 'events';
      readonly events: readonly NormalisedEvent[];
      readonly producerKey?: ProducerKey;
      /** Complaints that do not cost the record (an unreadable time, a notice of dropped events): ledger lines, never counts. */
      readonly problems?: readonly RecordProblem[];
    }
  | { readonly kind: 'rejected'; readonly code: ProblemCode; readonly reason: string };

/** Stable codes of everything an import can complain about. */
export type ProblemCode =
  | 'not-json'
  | 'not-xml'
  | 'not-yaml'
  | 'truncated'
  | 'wrong-shape'
  | 'wrong-columns'
  | 'bad-time'
  | 'implausible-time'
  | 'time-conflict'
  | 'key-conflict'
  | 'invalid-utf8'
  | 'too-deep'
  | 'too-large'
  | 'archive-damaged'
  | 'archive-limit'
  | 'archive-unsafe-path'
  | 'archive-encrypted'
  | 'archive-link'
  | 'unsupported'
  | 'unrecognised'
  | 'ambiguous'
  | 'unreadable'
  | 'may-be-cut-off'
  | 'dropped-events'
  | 'interim-row'
  | 'run-together';
