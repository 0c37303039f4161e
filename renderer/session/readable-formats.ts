import { UNSTATED_FORMATS } from '../../parsers/model/reading.js';
import { FORMATS } from '../../parsers/registry.js';

/** The formats that a member can be stated to be in, by title. */
export const READABLE_FORMATS: readonly { readonly id: string; readonly title: string }[] = FORMATS.filter(
  ({ id }) => !UNSTATED_FORMATS.includes(id),
)
  .map(({ id, title }) => ({ id, title }))
  .toSorted((a, b) => (a.title < b.title ? -1 : 1));
