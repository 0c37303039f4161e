/**
 * Virtual scrolling over any number of rows. Browsers draw no element taller than some 33 million pixels, so the scrolled
 * height is capped; beyond the cap the scroll bar's position stands for a part of the whole, while wheel and keys move by
 * real pixels.
 */
export const MAX_HEIGHT = 8_000_000;

export interface Extent {
  readonly items: number;
  readonly itemHeight: number;
  /** Height of the window on the rows, CSS pixels. */
  readonly viewport: number;
}

/** Height of all rows. */
export function fullHeight({ items, itemHeight }: Extent): number {
  return items * itemHeight;
}

/** Height given to the browser. */
export function scrollHeight(extent: Extent): number {
  return Math.min(fullHeight(extent), MAX_HEIGHT);
}

/** Keeps a distance from the first row's top within what can be shown. */
export function clampTop(extent: Extent, top: number): number {
  return Math.min(Math.max(top, 0), Math.max(fullHeight(extent) - extent.viewport, 0));
}

/** Distance from the first row's top for a position of the scroll bar. */
export function topOfScroll(extent: Extent, scrollTop: number): number {
  return clampTop(extent, scrollTop * ratio(extent));
}

/** Position of the scroll bar for a distance from the first row's top. */
export function scrollOfTop(extent: Extent, top: number): number {
  return clampTop(extent, top) / ratio(extent);
}

/** True where the browser can scroll the rows itself. */
export function isNative(extent: Extent): boolean {
  return fullHeight(extent) <= MAX_HEIGHT;
}

/** Items in sight, half-open, with a margin of one. */
export function itemsInSight(extent: Extent, top: number): { readonly from: number; readonly to: number } {
  const from = Math.max(Math.floor(top / extent.itemHeight) - 1, 0);
  const to = Math.min(Math.ceil((top + extent.viewport) / extent.itemHeight) + 1, extent.items);
  return { from: Math.min(from, to), to };
}

/** The smallest move that brings an item into sight. */
export function topToShow(extent: Extent, top: number, item: number): number {
  const itemTop = item * extent.itemHeight;
  if (itemTop < top) return itemTop;
  const bottom = itemTop + extent.itemHeight;
  return bottom > top + extent.viewport ? clampTop(extent, bottom - extent.viewport) : top;
}

function ratio(extent: Extent): number {
  const room = scrollHeight(extent) - extent.viewport;
  return isNative(extent) || room <= 0 ? 1 : (fullHeight(extent) - extent.viewport) / room;
}
