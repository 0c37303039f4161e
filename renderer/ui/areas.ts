import { TABBABLE } from './focus.js';

/** What a window is made of, for those who walk it by keys; of what stands within each other, the outermost. */
export const AREA = 'header, nav, search, section, form, figure, footer, [role="grid"]';

/**
 * Puts the focus into the next area of the window, or the one before: at its first stop of the keyboard. After the last comes
 * the first.
 */
export function focusArea(by: 1 | -1): void {
  const areas = [...document.querySelectorAll<HTMLElement>(AREA)].filter(
    (area) => area.parentElement?.closest(AREA) == null && firstStop(area) !== undefined,
  );
  const { activeElement } = document;
  const here = areas.findIndex((area) => area.contains(activeElement));
  // Between two areas: the one that follows in the document is next, the one ahead of it before.
  const following = areas.findIndex((area) => follows(area, activeElement));
  const next = here === -1 ? (following === -1 ? areas.length : following) + (by === 1 ? 0 : -1) : here + by;
  const area = areas.at(next % areas.length);
  if (area !== undefined) firstStop(area)?.focus();
}

function firstStop(area: HTMLElement): HTMLElement | undefined {
  return [area, ...area.querySelectorAll<HTMLElement>(TABBABLE)].find(
    (element) => element.matches(TABBABLE) && element.checkVisibility(),
  );
}

function follows(area: Element, element: Element | null): boolean {
  return element !== null && (element.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
