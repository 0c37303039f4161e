import { ResultGone, SearchSuperseded } from './spec.js';

/** True where a request failed only because something newer took its place: nothing to tell, the newer one answers. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ResultGone || error instanceof SearchSuperseded;
}
