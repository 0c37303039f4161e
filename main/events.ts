import { EVENT_CHANNEL } from './bridge/channels.js';
import type { BridgeEvents, EventName } from './bridge/contract.js';
import type { WebContentsSlice } from './slice.js';

/** Tells a page something. A page that is gone hears nothing. */
export function sendEvent<K extends EventName>(
  contents: Pick<WebContentsSlice, 'send' | 'isDestroyed'>,
  name: K,
  payload: BridgeEvents[K],
): void {
  if (!contents.isDestroyed()) contents.send(EVENT_CHANNEL, JSON.stringify([name, payload]));
}
