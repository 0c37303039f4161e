import type { JsonObject } from '../model/json.js';
import type { RecordedTime } from '../model/time.js';

/** What one carrier says about the payloads in it. */
export interface Carried {
  /** Where the payloads lie in the carrier (`message`, `logEvents[3].message`); none where the carrier holds none on purpose. */
  readonly payloads: readonly CarriedPayload[];
  /** What it is, for the examiner: `CloudWatch /aws/eks/prod/cluster kube-apiserver-audit-1`; null where it says nothing. */
  readonly name: string | null;
  readonly times?: readonly RecordedTime[];
  readonly cluster?: string | null;
  readonly host?: string | null;
}

export interface CarriedPayload {
  readonly path: string;
  readonly value: unknown;
  /** Times of this payload alone. */
  readonly times?: readonly RecordedTime[];
}

/**
 * Recognises one kind of carrier; null for anything else. `enclosing` holds the members of the document around the
 * record, where the record is an element of an array in it.
 */
export type Carrier = (value: JsonObject, enclosing: JsonObject | null) => Carried | null;

/** Joins the words of a carrier's name, leaving out what is not stated. */
export function carrierName(...words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null).join(' ');
}
