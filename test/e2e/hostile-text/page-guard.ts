import type { Page, Worker } from 'playwright-core';
import { MARKER, RAW } from './hostile-strings.js';

/** What a page did that text must never make it do. */
export interface Watch {
  /** Dialogs, errors, warnings, reports of a broken policy, windows that opened, since it was asked last. */
  incidents(): readonly string[];
}

/** Listens to a page from now on. */
export function watch(page: Page): Watch {
  const incidents: string[] = [];
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      incidents.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('popup', () => incidents.push('a window opened'));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith('https://exhibit.invalid/')) incidents.push(`navigated to ${frame.url()}`);
  });
  return { incidents: () => incidents.splice(0) };
}

/**
 * What is wrong with the document as it stands: the marker is set, an element or attribute came out of text, an element
 * that has no place here, text or an attribute that holds a character which hides or moves others, a page pushed wider than its
 * window. Fields in which the examiner writes hold text as it is.
 */
export async function inspect(page: Page): Promise<readonly string[]> {
  const inPage = await page.evaluate(inspectDocument, { marker: MARKER, raw: RAW.source });
  const inWorkers = await Promise.all(page.workers().map(async (worker) => inspectWorker(page, worker)));
  const title = await page.title();
  return [...inPage, ...inWorkers.flat(), ...(RAW.test(title) ? [`title: ${JSON.stringify(title)}`] : [])];
}

/** Workers come and go with imports and readers: one that ended while it was asked holds nothing any more. */
async function inspectWorker(page: Page, worker: Worker): Promise<readonly string[]> {
  try {
    const found = await worker.evaluate((marker) => [marker in globalThis, 'polluted' in {}], MARKER);
    return found.some(Boolean) ? [`a worker holds ${String(found)}`] : [];
  } catch (error) {
    if (page.isClosed() || page.workers().includes(worker)) throw error;
    return [];
  }
}

/** Runs in the page. */
function inspectDocument({ marker, raw }: { readonly marker: string; readonly raw: string }): string[] {
  const forbidden = new RegExp(raw, 'u');
  const faults: string[] = [];
  if (marker in globalThis) faults.push(`${marker} is set: ${String(Reflect.get(globalThis, marker))}`);
  if ('polluted' in {}) faults.push('the prototype of all objects was changed');
  const isField = (element: Element): boolean => element.matches('input, textarea');
  const show = (element: Element): string => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`;
  const check = (where: string, text: string): void => {
    const found = forbidden.exec(text);
    if (found !== null)
      faults.push(`${where} holds U+${(found[0].codePointAt(0) ?? 0).toString(16)}: ${text.slice(0, 80)}`);
  };
  const visit = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) visit(element.shadowRoot);
      const isOurScript = element.matches(
        'head > script[src^="/assets/"], head > link[rel="stylesheet"][href^="/assets/"], head > link[rel="modulepreload"][href^="/assets/"]',
      );
      if (
        !isOurScript &&
        element.matches('script, link, style, iframe, frame, object, embed, base, img, audio, video, animate, a[href]')
      )
        faults.push(`an element that has no place here: ${show(element)}`);
      for (const { name, value } of element.attributes) {
        if (name === 'data-hostile' || name.startsWith('on')) faults.push(`${show(element)} has ${name}`);
        else if (!(isField(element) && name === 'value')) check(`${name} of ${show(element)}`, value);
      }
      for (const child of element.childNodes) {
        if (child.nodeType === Node.TEXT_NODE && !isField(element)) check(show(element), child.textContent ?? '');
      }
    }
  };
  visit(document);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) faults.push(`the page is ${scrollWidth - clientWidth} pixels wider than the window`);
  return faults;
}

/** Hostile markup run without any defence, to know that `inspect` would see it. */
export async function breakOut(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    for (const text of all) {
      const box = document.createElement('div');
      box.innerHTML = text;
      document.body.append(box);
    }
  }, texts);
}
