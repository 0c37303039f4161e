import { asObject, asText, asWhole } from '../../model/json.js';

/** The headers of one entry, as `parsers/io/tar-header.ts` decodes them. */
export interface FileEntry {
  /** As written, without a leading slash as a rule. */
  readonly name: string;
  /** `file`, `directory`, `symlink`, `link`, `character device`, ... */
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  readonly size: number | null;
  /** Where a link leads, else `''`. */
  readonly target: string;
  /** Seconds since 1970 with a fraction where one is written; null where the headers have no such time. */
  readonly modified: string | null;
  readonly accessed: string | null;
  readonly changed: string | null;
  readonly created: string | null;
  /** Names of extended attributes. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The decoded record as an entry; null for anything else. */
export function readFileEntry(value: unknown): FileEntry | null {
  const entry = asObject(value);
  const type = asText(entry?.['type']);
  if (entry === null || type === null || typeof entry['name'] !== 'string' || typeof entry['modified'] !== 'string')
    return null;
  return {
    name: entry['name'],
    type,
    mode: asWhole(entry['mode']) ?? 0,
    uid: asWhole(entry['uid']) ?? 0,
    gid: asWhole(entry['gid']) ?? 0,
    user: asText(entry['user']) ?? '',
    group: asText(entry['group']) ?? '',
    size: asWhole(entry['size']),
    target: asText(entry['target']) ?? '',
    modified: entry['modified'],
    accessed: asText(entry['accessed']),
    changed: asText(entry['changed']),
    created: asText(entry['created']),
    attributes: asObject(entry['attributes']) ?? {},
  };
}
