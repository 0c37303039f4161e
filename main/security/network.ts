import type { SessionSlice } from '../slice.js';
import { isOwnUrl, OWN_SCHEME } from './own-url.js';

/** `blob:` and `data:` hold bytes the page has already; everything else that is not ours would leave the machine or read its files. */
export function mayRequest(url: string): boolean {
  if (isOwnUrl(url)) return true;
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'data:' || protocol === 'blob:';
}

/**
 * Walls one behind the other (beyond the checklist): requests are cancelled, web schemes have a handler that refuses, and what
 * got past both meets a proxy that does not exist. WebRTC goes by another way; its policy is in `switches.ts`.
 */
export async function closeNetwork(
  session: SessionSlice,
  serve: (request: Request) => Promise<Response>,
): Promise<void> {
  // One listener only: the last one set wins.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url) }));
  session.protocol.handle(OWN_SCHEME, serve);
  for (const scheme of ['http', 'https']) session.protocol.handle(scheme, () => Response.error());
  await session.setProxy({ proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  session.enableNetworkEmulation({ offline: true });
  // The spell checker fetches dictionaries from a vendor by default.
  session.setSpellCheckerEnabled(false);
}
