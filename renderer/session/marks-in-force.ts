import type { BulkMark } from '../../parsers/model/case.js';

/** Of an event's marks those that hold: of several reviews the last one, none where that says unreviewed. */
export function marksInForce(marks: readonly BulkMark[], ids: readonly string[]): readonly BulkMark[] {
  const carried = marks.filter(({ id }) => ids.includes(id));
  const review = carried.findLast(({ change }) => change.kind === 'review');
  return carried.filter(
    (mark) => mark.change.kind !== 'review' || (mark.id === review?.id && mark.change.review !== 'unreviewed'),
  );
}
