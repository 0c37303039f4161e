import { useLayoutEffect, useState, type RefObject } from 'react';
import { TABBABLE } from './focus.js';

/**
 * True while an element scrolls and holds nothing that the keyboard can reach: it then has to be a stop of the keyboard
 * itself, or what lies below its edge is for the mouse only.
 */
export function useScrollStop(element: RefObject<Element | null>): boolean {
  const [isStop, setStop] = useState(false);
  // After every drawing: what stands in the element may have changed with it.
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const measure = (): void =>
      setStop(target.scrollHeight > target.clientHeight && target.querySelector(TABBABLE) === null);
    const observer = new ResizeObserver(measure);
    for (const seen of [target, ...target.children]) observer.observe(seen);
    return () => observer.disconnect();
  });
  return isStop;
}
