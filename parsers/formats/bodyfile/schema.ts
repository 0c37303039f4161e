/** One row. Specification: The Sleuth Kit, "Body file" (version 3). */
export interface BodyRow {
  readonly md5: string;
  readonly name: string;
  readonly inode: string;
  readonly mode: string;
  readonly uid: string;
  readonly gid: string;
  readonly size: string;
  /** Seconds since 1970, also with decimals; `0`, `-1` and nothing are no time. */
  readonly atime: string;
  readonly mtime: string;
  readonly ctime: string;
  readonly crtime: string;
}

/** `d/drwx------` of TSK, `drwxr-xr-x` of UAC, also a number. */
const MODE = /^(?:[-\w]\/)?[-bcdlpsrhvVwDC?][-rwxsStTl]{9}[+.@]?$|^0?[0-7]{3,6}$|^$/;
const NUMBER = /^-?\d{0,12}(?:\.\d{1,9})?$/;

/** Splits a row; null for anything else. What stands between the first field and the nine last is the name, bars in it included. */
export function readBodyRow(line: unknown): BodyRow | null {
  if (typeof line !== 'string') return null;
  const fields = line.split('|');
  if (fields.length < 11) return null;
  const [inode = '', mode = '', uid = '', gid = '', size = '', ...times] = fields.slice(-9);
  const [atime = '', mtime = '', ctime = '', crtime = ''] = times;
  const md5 = fields[0] ?? '';
  const isRow =
    /^(?:0|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|)$/i.test(md5.trim()) &&
    MODE.test(mode) &&
    [atime, mtime, ctime, crtime].every((time) => NUMBER.test(time.trim()));
  if (!isRow) return null;
  const name = fields.slice(1, -9).join('|');
  return { md5: md5.trim(), name, inode, mode, uid, gid, size, atime, mtime, ctime, crtime };
}
