import type { LaneLevel } from '../../query/spec.js';

/** A level, or that the list of levels ends here. */
export type FoldChoice = LaneLevel | 'none';

/** The levels with another one in a place: what stood below it goes on unless it is the same; none ends the list there. */
export function withLevel(foldBy: readonly LaneLevel[], index: number, level: FoldChoice): readonly LaneLevel[] {
  if (level === 'none') return foldBy.slice(0, index);
  return [...foldBy.slice(0, index), level, ...foldBy.slice(index + 1).filter((other) => other !== level)];
}
