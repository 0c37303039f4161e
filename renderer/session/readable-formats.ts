import { FORMATS } from '../../parsers/registry.js';

/** Formats that only archives, or only the examiner's mapping, give records to. */
const NOT_CHOSEN: readonly string[] = ['rootfs-tar', 'mapped'];

/** The formats that a member can be stated to be in, by title. */
export const READABLE_FORMATS: readonly { readonly id: string; readonly title: string }[] = FORMATS.filter(
  ({ id }) => !NOT_CHOSEN.includes(id),
)
  .map(({ id, title }) => ({ id, title }))
  .toSorted((a, b) => (a.title < b.title ? -1 : 1));
