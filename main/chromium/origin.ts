import { OWN_HOST, OWN_SCHEME } from '../security/own-url.js';

/** Where pages live in the stand-in: unknown schemes cannot be intercepted in Chromium, and `.invalid` can never resolve. */
export const PAGE_ORIGIN = 'https://exhibit.invalid';

const OWN_PREFIX = `${OWN_SCHEME}://${OWN_HOST}/`;

/** `app://exhibit/x` as the browser knows it. Anything else stays as it is. */
export function toPageUrl(url: string): string {
  return url.startsWith(OWN_PREFIX) ? `${PAGE_ORIGIN}/${url.slice(OWN_PREFIX.length)}` : url;
}

/** What the browser calls `https://exhibit.invalid/x`, as main knows it. Anything else stays as it is. */
export function toHostUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  return parsed.origin === PAGE_ORIGIN ? `${OWN_PREFIX}${parsed.pathname.slice(1)}${parsed.search}${parsed.hash}` : url;
}
