/** Address of what another part holds: `main/services/report/join-pdfs.ts` makes links of the joined file of it. */
const OTHER_PART = '/other-part';

/** An engine leaves out links to places that it does not print. Those to other parts get an address that it keeps. */
export function linkOtherParts(pages: ParentNode & NonElementParentNode): void {
  for (const link of pages.querySelectorAll('a')) {
    const place = link.getAttribute('href') ?? '';
    if (place.startsWith('#') && pages.getElementById(place.slice(1)) === null)
      link.setAttribute('href', `${OTHER_PART}${place}`);
  }
}
