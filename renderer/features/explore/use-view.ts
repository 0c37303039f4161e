import { useCallback, useEffect, useRef, useState } from 'react';
import type { TimeRange } from '../../query/spec.js';
import { setSearch } from '../../ui-state/ui-state.js';
import { clampTo, isWhole } from '../timeline/range.js';

/** Rest after the last movement before rows are searched for, ms. */
const REST = 180;

export interface View {
  readonly view: TimeRange;
  readonly onView: (view: TimeRange) => void;
}

/**
 * The time range in view. It moves at once with every gesture, and becomes the range of the search when the hand rests;
 * the whole time is no range, so that undated events are shown too.
 */
export function useView(bounds: TimeRange, range: TimeRange | null): View {
  const [moved, setMoved] = useState<{ readonly view: TimeRange; readonly over: TimeRange | null } | null>(null);
  const timer = useRef<number | null>(null);
  const view = moved !== null && moved.over === range ? moved.view : (range ?? bounds);

  const onView = useCallback(
    (next: TimeRange) => {
      const wanted = clampTo(bounds, next);
      setMoved({ view: wanted, over: range });
      if (timer.current !== null) window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => {
        timer.current = null;
        if (isWhole(bounds, wanted)) setMoved(null);
        setSearch({ range: isWhole(bounds, wanted) ? null : wanted });
      }, REST);
    },
    [bounds, range],
  );

  useEffect(
    () => () => {
      if (timer.current !== null) window.clearTimeout(timer.current);
    },
    [],
  );
  return { view, onView };
}
