import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { clampTop, isNative, scrollOfTop, topOfScroll, topToShow, type Extent } from './virtual.js';

export interface VirtualScroll {
  /** Distance of the window from the first row's top, CSS pixels. */
  readonly top: number;
  readonly onScroll: () => void;
  /** Brings an item into sight. */
  readonly show: (item: number) => void;
}

/** Keeps the scroll bar of `element` and the distance from the first row in step. */
export function useVirtualScroll(element: RefObject<HTMLElement | null>, extent: Extent): VirtualScroll {
  const [top, setTop] = useState(0);
  const now = useRef({ top, extent });
  /** Position the program gave the scroll bar: its echo moves nothing. */
  const given = useRef<number | null>(null);
  const shown = clampTop(extent, top);

  useLayoutEffect(() => {
    now.current = { top: shown, extent };
  });

  const moveTo = useCallback(
    (next: number): void => {
      const target = element.current;
      const { extent: known } = now.current;
      const moved = clampTop(known, next);
      now.current = { ...now.current, top: moved };
      setTop(moved);
      if (target === null) return;
      target.scrollTo({ top: scrollOfTop(known, moved) });
      given.current = target.scrollTop;
    },
    [element],
  );

  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { extent: known, top: before } = now.current;
      if (isNative(known) || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? known.itemHeight : 1;
      moveTo(before + event.deltaY * unit);
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element, moveTo]);

  const show = useCallback(
    (item: number) => {
      const { extent: known, top: before } = now.current;
      const next = topToShow(known, before, item);
      if (next !== before) moveTo(next);
    },
    [moveTo],
  );

  // A new result may be longer than what the browser has laid out when `show` was called.
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const position = scrollOfTop(extent, now.current.top);
    if (Math.abs(target.scrollTop - position) > 1) {
      target.scrollTo({ top: position });
      given.current = target.scrollTop;
    }
  }, [element, extent]);

  const onScroll = useCallback(() => {
    const target = element.current;
    if (target === null) return;
    if (given.current !== null && Math.abs(target.scrollTop - given.current) < 1) return;
    given.current = null;
    const moved = topOfScroll(now.current.extent, target.scrollTop);
    now.current = { ...now.current, top: moved };
    setTop(moved);
  }, [element]);

  return { top: shown, onScroll, show };
}
