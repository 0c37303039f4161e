import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { TimeRange } from '../../query/spec.js';
import { pan, zoom } from './range.js';

/** CSS pixels a pointer must move before a press becomes a drag. */
const SLACK = 4;
/** A click acts when no second one follows within this time, ms. */
const DOUBLE_CLICK = 250;

export interface GestureOptions {
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly onView: (view: TimeRange) => void;
  /** Places in CSS pixels from the top left of the element. */
  readonly onClick: (x: number, y: number) => void;
}

export interface Gestures {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
  /** True while a drag moves the time line. */
  readonly isDragging: () => boolean;
}

/** Wheel zooms around the pointer, Shift and wheel or drag pan, double click comes closer, click acts. */
export function useGestures(element: RefObject<HTMLElement | null>, options: GestureOptions): Gestures {
  const now = useRef(options);
  const press = useRef<{ readonly x: number; readonly view: TimeRange; isDrag: boolean } | null>(null);
  const click = useRef<number | null>(null);

  useEffect(() => {
    now.current = options;
  });

  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { bounds, view, onView } = now.current;
      const box = target.getBoundingClientRect();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        onView(pan(bounds, view, (across * unit) / box.width));
      else onView(zoom(bounds, view, (event.clientX - box.left) / box.width, Math.exp(event.deltaY * unit * 0.002)));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      target.removeEventListener('wheel', onWheel);
      if (click.current !== null) window.clearTimeout(click.current);
    };
  }, [element]);

  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      press.current = { x: event.clientX, view: now.current.view, isDrag: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const held = press.current;
      if (held === null) return;
      if (Math.abs(event.clientX - held.x) > SLACK) held.isDrag = true;
      if (held.isDrag)
        now.current.onView(pan(now.current.bounds, held.view, (held.x - event.clientX) / placeOf(event).width));
    },
    onPointerUp(event) {
      const held = press.current;
      press.current = null;
      if (held === null || held.isDrag) return;
      const { x, y, width } = placeOf(event);
      if (click.current !== null) {
        window.clearTimeout(click.current);
        click.current = null;
        now.current.onView(zoom(now.current.bounds, now.current.view, x / width, 0.25));
        return;
      }
      click.current = window.setTimeout(() => {
        click.current = null;
        now.current.onClick(x, y);
      }, DOUBLE_CLICK);
    },
    onPointerCancel() {
      press.current = null;
    },
    isDragging: () => press.current?.isDrag ?? false,
  };
}

/** Where a pointer is, CSS pixels from the top left of the element. */
function placeOf(event: PointerEvent<HTMLElement>): { readonly x: number; readonly y: number; readonly width: number } {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top, width: box.width };
}
