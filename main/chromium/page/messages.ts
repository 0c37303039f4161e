/**
 * What travels between the page's own world and the isolated world of the preload: DOM events on `window` whose detail is
 * JSON text. Events reach listeners of every world synchronously, so calls can answer at once as in Electron.
 */

/** A value (JSON) or a function of the sender's side, by number. */
export type Passed = { readonly value?: unknown } | { readonly fn: number };

export type ToIsolated =
  | { readonly type: 'hello' }
  | { readonly type: 'call'; readonly id: number; readonly fn: number; readonly args: readonly Passed[] };

export type ToPage =
  | { readonly type: 'expose'; readonly key: string; readonly members: Readonly<Record<string, Passed>> }
  | { readonly type: 'return'; readonly id: number; readonly result: Passed }
  | { readonly type: 'throw'; readonly id: number; readonly message: string }
  /** The call gave a promise; `settled` follows. */
  | { readonly type: 'pending'; readonly id: number }
  | {
      readonly type: 'settled';
      readonly id: number;
      readonly ok: boolean;
      readonly value?: unknown;
      readonly message?: string;
    }
  /** Calls a function the page handed over; its result is not awaited. */
  | { readonly type: 'callback'; readonly fn: number; readonly args: readonly unknown[] };

export const TO_ISOLATED = 'exhibit:to-isolated';
export const TO_PAGE = 'exhibit:to-page';

export function post(name: string, message: ToIsolated | ToPage): void {
  window.dispatchEvent(new CustomEvent(name, { detail: JSON.stringify(message) }));
}

/** Calls `listener` with each message's JSON value; events that are not ours are ignored. */
export function receive(name: string, listener: (message: unknown) => void): void {
  window.addEventListener(name, (event) => {
    if (event instanceof CustomEvent && typeof event.detail === 'string') listener(JSON.parse(event.detail));
  });
}
