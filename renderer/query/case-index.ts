import type { Adjustment } from '../../parsers/model/case.js';
import type { CaseColumns } from './case-columns.js';
import { applyAdjustments, type EffectiveTimes } from './effective-time.js';
import { buildTimeOrder, type TimeOrder } from './time-order.js';

/** All events of the case under the adjustments in force. Never changed: another adjustment makes another index. */
export interface CaseIndex {
  readonly columns: CaseColumns;
  readonly times: EffectiveTimes;
  readonly order: TimeOrder;
}

/** Puts the events in the order that the adjustments make. */
export function indexCase(columns: CaseColumns, adjustments: readonly Adjustment[]): CaseIndex {
  const times = applyAdjustments(columns, adjustments);
  return { columns, times, order: buildTimeOrder(columns, times) };
}
