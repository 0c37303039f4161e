/**
 * Headers of the tar that Exhibit writes and reads as case archive: regular files only, POSIX ustar, with a pax header
 * (POSIX.1-2001) where a path or a size does not fit. `tar` reads it; what else a tar may hold is refused.
 */

export const BLOCK = 512;
/** A pax header holds a path and a size: more is not written by Exhibit. */
const MAX_PAX_BYTES = 64 * 1024;
const MAX_USTAR_SIZE = 8 ** 11 - 1;
const NAME_BYTES = 100;

export interface EntryHead {
  readonly path: string;
  readonly bytes: number;
}

/** Bytes in front of a file's content. */
export function entryHeader({ path, bytes }: EntryHead): Buffer {
  const name = Buffer.from(path);
  if (name.length <= NAME_BYTES && bytes <= MAX_USTAR_SIZE) return ustar(name, bytes, '0');
  const pax = Buffer.from(`${paxRecord('path', path)}${paxRecord('size', String(bytes))}`);
  const short = Buffer.from('pax');
  return Buffer.concat([
    ustar(short, pax.length, 'x'),
    pax,
    padding(pax.length),
    ustar(short, Math.min(bytes, MAX_USTAR_SIZE), '0'),
  ]);
}

/** Zeros behind a content of this length. */
export function padding(length: number): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}

/** Passes over the zeros behind a content of this length. */
export async function takePadding(length: number, take: (length: number) => Promise<Buffer>): Promise<void> {
  const zeros = await take(padding(length).length);
  if (zeros.some((byte) => byte !== 0)) throw new TarFault('something stands between two of its files');
}

/** What ends a tar. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Without times and owners: they say nothing of the case, and the same case gives the same bytes. */
function ustar(name: Buffer, size: number, type: '0' | 'x'): Buffer {
  const block = Buffer.alloc(BLOCK);
  name.copy(block, 0);
  block.write('0000444\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write('00000000000\0', 136, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Sum of all bytes, its own eight taken as blanks. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/** `27 path=...\n`: the length counts itself. */
function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (bytes + String(length).length !== length) length += 1;
  return `${length}${rest}`;
}

/** An entry that is no regular file, or no tar at all. */
export class TarFault extends Error {}

/**
 * Reads the head of the next entry; null at the end of the tar.
 *
 * @param take gives the next bytes, throws where there are fewer
 */
export async function readEntryHead(take: (length: number) => Promise<Buffer>): Promise<EntryHead | null> {
  const first = await readBlock(take);
  if (first === null) return null;
  if (first.type === '0') return { path: first.name, bytes: first.size };
  if (first.size > MAX_PAX_BYTES) throw new TarFault('one of its extended headers is too long');
  const pax = await take(first.size);
  await takePadding(first.size, take);
  const second = await readBlock(take);
  if (second === null || second.type !== '0') throw new TarFault('an extended header stands in front of nothing');
  const stated = readPax(pax);
  return { path: stated.path ?? second.name, bytes: stated.size ?? second.size };
}

async function readBlock(take: (length: number) => Promise<Buffer>) {
  const block = await take(BLOCK);
  if (block.every((byte) => byte === 0)) return null;
  const field = (from: number, length: number): string =>
    /^[^\0]*/.exec(block.toString('utf8', from, from + length))?.[0] ?? '';
  const octal = (from: number, length: number): number => {
    const digits = field(from, length).trim();
    if (!/^[0-7]+$/.test(digits)) throw new TarFault('one of its headers is damaged');
    return Number.parseInt(digits, 8);
  };
  if (field(257, 5) !== 'ustar' || octal(148, 8) !== checksum(block))
    throw new TarFault('one of its headers is damaged');
  const type = field(156, 1);
  if (type !== '0' && type !== 'x') throw new TarFault(`"${field(0, NAME_BYTES)}" is no regular file`);
  return { name: field(0, NAME_BYTES), size: octal(124, 12), type } as const;
}

function readPax(bytes: Buffer): { readonly path: string | null; readonly size: number | null } {
  let path: string | null = null;
  let size: number | null = null;
  for (let at = 0; at < bytes.length;) {
    const length = Number(/^\d{1,6}(?= )/.exec(bytes.toString('latin1', at, at + 8))?.[0] ?? Number.NaN);
    const record = bytes.toString('utf8', at, at + length);
    const match = /^\d+ (path|size)=([^\n]*)\n$/s.exec(record);
    if (match === null) throw new TarFault('one of its extended headers is damaged');
    const [, key, value = ''] = match;
    if (key === 'path') path = value;
    else size = Number(value);
    at += length;
  }
  if (size !== null && !Number.isSafeInteger(size)) throw new TarFault('one of its extended headers is damaged');
  return { path, size };
}
