import type { JSHandle, Locator, Page } from 'playwright-core';
import { commandOf, type CommandId } from '../../renderer/commands/command-table.js';

/** Presses of Tab or an arrow after which something counts as out of reach. */
const FAR = 300;

/** Where the focus stands, and how it looks there. */
interface Stop {
  readonly element: JSHandle<Element | null>;
  readonly name: string;
  readonly look: string;
  readonly isInWindow: boolean;
}

/**
 * An examiner without a mouse. Wherever Tab stops, the stop must be seen: it lies in the window, and the focus changes how it
 * looks. What is not is noted in `unseen`.
 */
export class Keyboard {
  readonly unseen: string[] = [];
  #last: Stop | null = null;

  constructor(readonly page: Page) {}

  /** Presses a key, or a chord: `Control+k`. */
  async press(key: string): Promise<void> {
    this.#last = null;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes on with Tab, or with another key, until the focus stands on an element. */
  async walkTo(to: Locator, key = 'Tab'): Promise<void> {
    await to.waitFor();
    for (let presses = 0; presses < FAR; presses += 1) {
      if (await to.evaluate((element) => element === document.activeElement)) return;
      await this.#step(key);
    }
    throw new Error(`out of reach of the keyboard: ${String(to)}`);
  }

  /** Walks to a button and presses it. */
  async use(button: Locator): Promise<void> {
    await this.walkTo(button);
    await this.press('Enter');
  }

  /** Walks to a field and writes over what it holds. */
  async fill(field: Locator, text: string): Promise<void> {
    await this.walkTo(field);
    await this.press('Control+a');
    await this.type(text);
  }

  /** Does a command of the palette by typing its words. */
  async command(id: CommandId): Promise<void> {
    const { words } = commandOf(id);
    await this.press('Control+k');
    const palette = this.page.getByRole('dialog', { name: 'All commands' });
    await palette.getByRole('option').first().waitFor();
    await this.type(words);
    await palette.getByRole('option').first().getByText(words, { exact: true }).waitFor();
    await this.press('Enter');
    await palette.waitFor({ state: 'detached' });
  }

  /**
   * Walks once around the window with Tab, from its start, or around the dialog that stands open.
   *
   * @returns names of the stops; those that stand ahead of the stop before them; what the keyboard should reach and did not
   */
  async walkAround(): Promise<{
    readonly stops: readonly string[];
    readonly outOfOrder: readonly string[];
    readonly missed: readonly string[];
  }> {
    this.#last = null;
    await this.page.evaluate(() => {
      if (document.querySelector('[role="dialog"]') !== null) return;
      // The start of the window, not the place where the focus was.
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
    const seen: Stop[] = [];
    const outOfOrder: string[] = [];
    for (let presses = 0; presses < FAR; presses += 1) {
      const stop = await this.#step('Tab');
      const elements = seen.map(({ element }) => element);
      if (stop === null || (await isAmong(this.page, stop, elements))) {
        return { stops: seen.map(({ name }) => name), outOfOrder, missed: await missedOf(this.page, elements) };
      }
      const before = seen.at(-1);
      if (before !== undefined && !(await isAfter(this.page, stop, before))) outOfOrder.push(stop.name);
      seen.push(stop);
    }
    throw new Error(`Tab finds no end: ${seen.map(({ name }) => name).join(', ')}`);
  }

  /** One press, and a look at where it led; null where nothing has the focus. */
  async #step(key: string): Promise<Stop | null> {
    await this.page.keyboard.press(key);
    const element = await this.page.evaluateHandle(() => document.activeElement);
    const stop = await element.evaluate(lookAt);
    if (this.#last !== null && (await this.#last.element.evaluate(lookAt))?.look === this.#last.look) {
      const isLeft = await this.page.evaluate(([now, before]) => now !== before && before?.isConnected === true, [
        element,
        this.#last.element,
      ] as const);
      if (isLeft) this.unseen.push(`${this.#last.name}: looks the same without the focus`);
    }
    this.#last = stop === null ? null : { ...stop, element };
    if (stop !== null && !stop.isInWindow) this.unseen.push(`${stop.name}: outside of the window`);
    return this.#last;
  }
}

/** Runs in the page: what a person sees of an element that has the focus; null for the page itself. */
function lookAt(element: Element | null): Omit<Stop, 'element'> | null {
  if (element === null || element === document.body) return null;
  const parts = [element, element.parentElement ?? element, ...[...element.querySelectorAll('*')].slice(0, 12)];
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const label = element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent;
  return {
    name: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${(label ?? element.textContent).trim().slice(0, 60)}`,
    look: parts
      .map((part) => {
        const { outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth } = getComputedStyle(part);
        return [outline, boxShadow, borderColor, backgroundColor, stroke, strokeWidth].join(';');
      })
      .join('|'),
    isInWindow: right > left && bottom > top && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
  };
}

async function isAmong(page: Page, stop: Stop, elements: readonly JSHandle<Element | null>[]): Promise<boolean> {
  return page.evaluate(([one, others]) => others.includes(one), [stop.element, elements] as const);
}

async function isAfter(page: Page, stop: Stop, before: Stop): Promise<boolean> {
  return page.evaluate(
    ([one, other]) =>
      one !== null && other !== null && (other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    [stop.element, before.element] as const,
  );
}

/** What can be operated, is in sight, and was passed over. Of a group that arrows walk, one is enough. */
async function missedOf(page: Page, elements: readonly JSHandle<Element | null>[]): Promise<readonly string[]> {
  return page.evaluate((stops) => {
    const within = document.querySelector('[role="dialog"]') ?? document.body;
    const group =
      '[role="radiogroup"], [role="toolbar"], [role="listbox"], [role="grid"], section:has([role="application"]), .input-group';
    return [...within.querySelectorAll('a[href], button:enabled, input:enabled, textarea:enabled, summary')]
      .filter((element) => element.checkVisibility() && element.closest('[aria-hidden="true"], [hidden]') === null)
      .filter((element) => element.getBoundingClientRect().width > 1 && !stops.includes(element))
      .filter((element) => {
        const walked = element.closest(group);
        return walked === null || !stops.some((stop) => walked.contains(stop));
      })
      .map((element) => element.getAttribute('aria-label') ?? element.textContent.trim());
  }, elements);
}
