import type { Page } from 'playwright-core';
import { notRefused, tryToLeave, waysOut, type CallWayOut } from '../../support/ways-out.js';

export interface Attempt {
  /** Ways that were not refused in so many words. */
  readonly notRefused: readonly string[];
  /** Addresses that WebRTC found. */
  readonly candidates: unknown;
  /** `stays`, or where it is and how many there are. */
  readonly page: string;
}

/** Tries every way out of a page of the running program and of its workers against one machine, `host:port`. */
export async function leave(page: Page, machine: string): Promise<Attempt> {
  const call: CallWayOut = (name, ...args) =>
    page.evaluate(`(${waysOut.toString()})()[${JSON.stringify(name)}](...${JSON.stringify(args)})`);
  const tried = await tryToLeave(call, machine);
  const workers = await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(
        async (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            () => 'refused',
          ),
        `http://${machine}/worker`,
      ),
    ),
  );
  if (workers.length === 0) throw new Error('the page has no worker to try');
  const url = page.url();
  const open = page.context().pages().length;
  return {
    notRefused: [...notRefused(tried), ...workers.filter((outcome) => outcome !== 'refused')],
    candidates: tried['webRtc'],
    page: url.startsWith('https://exhibit.invalid/') && open === 1 ? 'stays' : `${url}, ${open} pages`,
  };
}
