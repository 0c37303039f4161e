/** Scheme and host of our own pages. The Chromium stand-in maps them to an https origin and back; nothing else knows. */
export const OWN_SCHEME = 'app';
export const OWN_HOST = 'exhibit';

/** Address of a packaged page, `index.html` or `report.html`. */
export function ownUrl(page: string): string {
  return `${OWN_SCHEME}://${OWN_HOST}/${page}`;
}

/** Whether an address is of our own pages, by the parser and not by its beginning (checklist item 13). */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return protocol === `${OWN_SCHEME}:` && host === OWN_HOST && username === '' && password === '';
}
