import type { Adjustment } from '../../parsers/model/case.js';
import type { CaseColumns } from './case-columns.js';
import { applyAdjustments, type EffectiveTimes } from './effective-time.js';
import type { MarkRows } from './mark-rows.js';
import { buildTimeOrder, type TimeOrder } from './time-order.js';

/** All events of the case under the adjustments and marks in force. Never changed: other ones make another index. */
export interface CaseIndex {
  readonly columns: CaseColumns;
  readonly times: EffectiveTimes;
  readonly order: TimeOrder;
  readonly marks: MarkRows;
}

/** Puts the events in the order that the adjustments make. Nothing is marked. */
export function indexCase(columns: CaseColumns, adjustments: readonly Adjustment[]): CaseIndex {
  const times = applyAdjustments(columns, adjustments);
  return {
    columns,
    times,
    order: buildTimeOrder(columns, times),
    marks: { marks: [], annotated: new Map(), hidden: null },
  };
}
