import type { FieldName } from '../../parsers/model/fields.js';
import type { EventRow } from '../query/spec.js';

/** From where the person wants to go on: a value, an event, or a value of an event. */
export interface PivotRequest {
  /** The value, null where the event as a whole was meant. */
  readonly value: { readonly field: FieldName; readonly text: string } | null;
  /** The event, null for a value that stands for many (an item of the overview, a lane). */
  readonly event: Pick<EventRow, 'id' | 'time' | 'fields'> | null;
  /** Where the menu opens, CSS pixels from the top left of the window. */
  readonly x: number;
  readonly y: number;
}

/** A question whose answer is the values that one field has among the events shown. */
export interface Answer {
  /** The question in words. */
  readonly title: string;
  readonly field: FieldName;
  /** The values in the order that answers best. */
  readonly order: 'frequent' | 'rare' | 'first';
  /** Moment asked about, ms UTC: each value cites its record nearest to it; null cites the first. */
  readonly atMs: number | null;
  /** The query that was made for it. */
  readonly query: string;
}
