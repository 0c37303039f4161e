import type { Page } from 'playwright-core';

/**
 * What a person cannot get to see of the window as it stands, one line each: text that is cut off where nothing scrolls and
 * no tooltip tells the rest, and controls that stay outside of the window, or under something else, once scrolled to.
 */
export async function cutContent(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const SLACK = 2;
    const within = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document.body;

    interface Span {
      readonly from: number;
      readonly to: number;
    }
    const exceeds = (inner: Span, outer: Span): boolean =>
      inner.from < outer.from - SLACK || inner.to > outer.to + SLACK;
    const spans = ({ left, right, top, bottom }: DOMRect): { x: Span; y: Span } => ({
      x: { from: left, to: right },
      y: { from: top, to: bottom },
    });

    /** What cuts a box off where no scrolling helps, told by class; null for nothing. */
    const cutBy = (element: Element, box: DOMRect): string | null => {
      let { x, y } = spans(box);
      let { position } = getComputedStyle(element);
      for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        const isSkipped = at !== element && position === 'absolute' && style.position === 'static';
        if (!isSkipped) {
          const clip = spans(at.getBoundingClientRect());
          if (/auto|scroll/.test(style.overflowX)) ({ x } = clip);
          else if (style.overflowX !== 'visible' && exceeds(x, clip.x)) return `.${at.className}, at its side`;
          if (/auto|scroll/.test(style.overflowY)) ({ y } = clip);
          else if (style.overflowY !== 'visible' && exceeds(y, clip.y)) return `.${at.className}, at its end`;
          if (at !== element || position === 'static') ({ position } = style);
        }
        if (position === 'fixed') break;
      }
      if (exceeds(x, { from: 0, to: innerWidth })) return 'the window, at its side';
      if (exceeds(y, { from: 0, to: innerHeight })) return 'the window, at its end';
      return null;
    };

    const faults = new Set<string>();
    const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() !== null) {
      const text = texts.currentNode;
      const parent = text.parentElement;
      const words = text.textContent?.trim() ?? '';
      if (
        parent === null ||
        words === '' ||
        !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      )
        continue;
      if (parent.closest('.visually-hidden, [title], option, script, style, [aria-hidden="true"]') !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const cut = cutBy(parent, range.getBoundingClientRect());
      if (cut !== null) faults.add(`text “${words.slice(0, 50)}” is cut off by ${cut}`);
    }

    const CONTROLS =
      ':is(a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]):not([tabindex="-1"])';
    for (const control of within.querySelectorAll(CONTROLS)) {
      const shown = control.closest('label') ?? control;
      const { width, height } = shown.getBoundingClientRect();
      if (!shown.checkVisibility({ visibilityProperty: true }) || width <= 1 || height <= 1) continue;
      if (shown.closest('.visually-hidden') !== null) continue;
      shown.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const name = `${control.tagName.toLowerCase()} “${(control.getAttribute('aria-label') ?? shown.textContent).trim().slice(0, 50)}”`;
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const hit =
        right < 0 || bottom < 0 || left > innerWidth || top > innerHeight ? null : document.elementFromPoint(x, y);
      if (hit === null) faults.add(`${name} is out of reach`);
      else if (!shown.contains(hit) && !hit.contains(shown)) faults.add(`${name} lies under .${hit.className}`);
      else if (hit.contains(shown) && hit !== shown && getComputedStyle(shown).pointerEvents !== 'none')
        faults.add(`${name} is cut off by .${hit.className}`);
    }
    return [...faults];
  });
}
