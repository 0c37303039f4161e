import { EACH, type Path } from '../model/mapping.js';

/** The last key of a path without case and separators: `Event DateTime` and `event_date_time` are `eventdatetime`. */
export function plainName(path: Path): string {
  return plain(path.findLast((key) => key !== EACH) ?? '');
}

/** All keys of a path in the same way, joined: `["user", "name"]` is `username`. */
export function plainPath(path: Path): string {
  return path
    .filter((key) => key !== EACH)
    .map(plain)
    .join('');
}

function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
