import { AREA } from './areas.js';

/**
 * Keeps the focus where the person works: when what has it goes away (a row that was removed, a form that was sent), what
 * stood around it takes it, so that Tab and a screen reader go on from there.
 *
 * @returns ends it
 */
export function keepFocus(): () => void {
  /** What had the focus last, and what it stood in, the nearest first. */
  let path: readonly Element[] = [];
  const onFocusIn = ({ target }: FocusEvent): void => {
    path = target instanceof Element ? [...ancestorsOf(target)] : [];
  };
  const takeUp = (): void => {
    const [last, ...around] = path;
    if (last === undefined || last.isConnected || document.activeElement !== document.body) return;
    path = [];
    const heir = around.find((element) => element.isConnected && element.matches(`${AREA}, main`));
    if (!(heir instanceof HTMLElement)) return;
    if (!heir.hasAttribute('tabindex')) heir.tabIndex = -1;
    heir.focus({ preventScroll: true });
  };
  // A dialog that closes gives the focus back by itself, one frame later.
  const observer = new MutationObserver(() => {
    if (path[0]?.isConnected === false) requestAnimationFrame(() => requestAnimationFrame(takeUp));
  });
  document.addEventListener('focusin', onFocusIn);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocusIn);
    observer.disconnect();
  };
}

function* ancestorsOf(element: Element): Generator<Element> {
  for (let at: Element | null = element; at !== null; at = at.parentElement) yield at;
}
