import { countText } from './quantities.js';

/** Whether counts of a search's answer hold hidden events, and how many; `''` where marks hide none of it. */
export function hiddenText({
  hidden,
  leavesOutHidden,
}: {
  readonly hidden: number;
  readonly leavesOutHidden: boolean;
}): string {
  return hidden === 0 ? '' : `${countText(hidden)} hidden ${leavesOutHidden ? 'left out' : 'included'}`;
}
