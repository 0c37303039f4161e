/** The headers of one tar entry (POSIX ustar and pax, GNU, old), from their bytes: the record of an archive that is evidence itself. */
import type { Decoded } from './record-value.js';

const BLOCK = 512;

/** What the headers state. Times as written: decimal seconds since 1970, with the fraction that extended headers may have. */
export interface TarHeader {
  readonly name: string;
  readonly type: TarType;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  readonly size: number;
  readonly target: string;
  readonly modified: string;
  readonly accessed: string | null;
  readonly changed: string | null;
  readonly created: string | null;
  /** Major and minor number of a device, else null. */
  readonly device: string | null;
  /** Extended attributes of the file by name, as text. */
  readonly attributes: Readonly<Record<string, string>>;
}

const TYPES = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  S: 'file',
  '1': 'link',
  '2': 'symlink',
  '3': 'character device',
  '4': 'block device',
  '5': 'directory',
  D: 'directory',
  '6': 'fifo',
} as const;

export type TarType = (typeof TYPES)[keyof typeof TYPES] | 'unknown';

/** True where `head`, the first 512 bytes, is a tar header: its check sum decides, so that old archives count too. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK || head[0] === 0) return false;
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at]!;
  const written = /^[ \0]*([0-7]+)[ \0]*$/.exec(latin(head, 148, 8));
  return written !== null && parseInt(written[1]!, 8) === sum;
}

/** Decodes the bytes from an entry's first extended header to the end of its own. */
export function readTarHeader(bytes: Uint8Array): Decoded {
  const extended = new Map<string, string>();
  let at = 0;
  for (; at + BLOCK <= bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    const flag = String.fromCharCode(block[156]!);
    if (!'xgLK'.includes(flag)) break;
    const size = numberAt(block, 124, 12);
    const data = bytes.subarray(at + BLOCK, at + BLOCK + size);
    if (flag === 'L') extended.set('path', textOf(data));
    else if (flag === 'K') extended.set('linkpath', textOf(data));
    else readPax(data, extended);
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
  if (at + BLOCK !== bytes.length)
    return { ok: false, code: 'truncated', reason: 'The headers of the tar entry are not whole.' };
  return { ok: true, value: headerOf(bytes.subarray(at), extended) };
}

function headerOf(block: Uint8Array, extended: ReadonlyMap<string, string>): TarHeader {
  const magic = latin(block, 257, 8);
  const isGnu = magic === 'ustar  ';
  const prefix = magic.startsWith('ustar') && !isGnu ? textOf(block.subarray(345, 500)) : '';
  const shortName = textOf(block.subarray(0, 100));
  const name = extended.get('path') ?? (prefix === '' ? shortName : `${prefix}/${shortName}`);
  const flag = latin(block, 156, 1) || '\0';
  const type = Object.hasOwn(TYPES, flag) ? TYPES[flag as keyof typeof TYPES] : 'unknown';
  const isOldDirectory = type === 'file' && name.endsWith('/');
  const gnuTime = (offset: number): string | null => (isGnu && block[offset] !== 0 ? timeAt(block, offset) : null);
  const number = (key: string, offset: number, length: number): number => {
    const text = extended.get(key) ?? '';
    return /^\d{1,15}$/.test(text) ? Number(text) : numberAt(block, offset, length);
  };
  return {
    name,
    type: isOldDirectory ? 'directory' : type,
    mode: numberAt(block, 100, 8) & 0o7777,
    uid: number('uid', 108, 8),
    gid: number('gid', 116, 8),
    user: extended.get('uname') ?? textOf(block.subarray(265, 297)),
    group: extended.get('gname') ?? textOf(block.subarray(297, 329)),
    size: number('GNU.sparse.realsize', 124, 12) || number('size', 124, 12),
    target: extended.get('linkpath') ?? textOf(block.subarray(157, 257)),
    modified: extended.get('mtime') ?? timeAt(block, 136),
    accessed: extended.get('atime') ?? gnuTime(345),
    changed: extended.get('ctime') ?? gnuTime(357),
    created: extended.get('LIBARCHIVE.creationtime') ?? null,
    device: type.endsWith('device') ? `${numberAt(block, 329, 8)}:${numberAt(block, 337, 8)}` : null,
    attributes: Object.fromEntries(
      [...extended]
        .filter(([key]) => key.startsWith('SCHILY.xattr.'))
        .map(([key, value]) => [key.slice('SCHILY.xattr.'.length), value]),
    ),
  };
}

/** `<length> <key>=<value>\n`, over and over; the length counts bytes and itself. */
export function readPax(data: Uint8Array, into: Map<string, string>): void {
  for (let at = 0; at < data.length;) {
    const blank = data.indexOf(0x20, at);
    if (blank < 0 || blank - at > 15) return;
    const length = Number(latin(data, at, blank - at));
    if (!Number.isSafeInteger(length) || length <= blank - at + 1) return;
    const equals = data.indexOf(0x3d, blank);
    if (equals > blank && equals < at + length)
      into.set(textOf(data.subarray(blank + 1, equals)), utf8(data.subarray(equals + 1, at + length - 1)));
    at += length;
  }
}

/** Octal digits, or, where the first bit is set, a number in base 256. */
export function numberAt(block: Uint8Array, offset: number, length: number): number {
  if ((block[offset]! & 0x80) !== 0) {
    const negative = (block[offset]! & 0x40) !== 0;
    let value = block[offset]! & 0x3f;
    for (let at = offset + 1; at < offset + length; at++) value = value * 256 + block[at]!;
    return negative ? value - 2 ** (8 * length - 2) : value;
  }
  const digits = /^[ \0]*(-?[0-7]+)/.exec(latin(block, offset, length))?.[1];
  return digits === undefined ? 0 : parseInt(digits, 8);
}

function timeAt(block: Uint8Array, offset: number): string {
  return String(numberAt(block, offset, 12));
}

/** Up to the first NUL. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return utf8(end < 0 ? bytes : bytes.subarray(0, end));
}

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function latin(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
