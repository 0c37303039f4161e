import { crc32 } from 'node:zlib';
import { concatBytes } from '../../parsers/io/byte-stream.js';

export interface ZipPart {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** Compression method, 0 for stored; then `packed` is what it gives. */
  readonly method?: number;
  readonly packed?: Uint8Array;
  /** Unix mode with its type. */
  readonly mode?: number;
  /** General purpose flags: 1 for encrypted. */
  readonly flags?: number;
  /** Sizes and check sum stand behind the content instead of before it. */
  readonly descriptor?: boolean;
  /** What the header before the content says otherwise than the directory. */
  readonly local?: { readonly name?: string; readonly size?: number };
}

/** An entry ready to be written: its local header with content, and what the directory says. */
export interface ZipBuiltEntry {
  readonly name: string;
  readonly part: ZipPart;
  readonly stored: Uint8Array;
  readonly content: Uint8Array;
  /** Where the directory says it lies, where that is to lie. */
  readonly offset?: number;
}

export function zipEntry(part: ZipPart): ZipBuiltEntry {
  const content = typeof part.content === 'string' ? new TextEncoder().encode(part.content) : part.content;
  const bytes = content ?? new Uint8Array(0);
  return { name: part.name, part, stored: part.packed ?? bytes, content: bytes };
}

/** An archive byte for byte (PKWARE APPNOTE), so that every oddity can be written; `more` are listed and not stored. */
export function zipOf(entries: readonly ZipBuiltEntry[], more: readonly ZipBuiltEntry[] = []): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const entry of entries) {
    const local = localHeader(entry);
    directory.push(centralHeader(entry, at));
    const behind = entry.part.descriptor === true ? descriptor(entry) : new Uint8Array(0);
    bodies.push(local, entry.stored, behind);
    at += local.length + entry.stored.length + behind.length;
  }
  for (const entry of more) directory.push(centralHeader(entry, entry.offset ?? 0));
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = Math.min(directory.length, 0xffff);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0]);
  return concatBytes([...bodies, ...directory, end]);
}

function localHeader(entry: ZipBuiltEntry): Uint8Array {
  const { part, stored, content } = entry;
  const name = new TextEncoder().encode(part.local?.name ?? entry.name);
  const size = part.local?.size ?? content.length;
  const sizes = part.descriptor === true ? [0, 0, 0] : [crc32(content), stored.length, size];
  return concatBytes([
    fields([4, 0x04034b50], [2, 20], [2, flagsOf(part)], [2, part.method ?? 0], [4, 0x21]),
    fields(...sizes.map((value) => [4, value] as const), [2, name.length], [2, 0]),
    name,
  ]);
}

function descriptor({ stored, content }: ZipBuiltEntry): Uint8Array {
  return fields([4, 0x08074b50], [4, crc32(content)], [4, stored.length], [4, content.length]);
}

function centralHeader(entry: ZipBuiltEntry, offset: number): Uint8Array {
  const { part, stored, content } = entry;
  const name = new TextEncoder().encode(entry.name);
  return concatBytes([
    fields([4, 0x02014b50], [2, 0x0314], [2, 20], [2, flagsOf(part)], [2, part.method ?? 0], [4, 0x21]),
    fields([4, crc32(content)], [4, stored.length], [4, content.length], [2, name.length], [2, 0], [2, 0]),
    fields([2, 0], [2, 0], [4, (part.mode ?? 0o100644) * 0x10000], [4, entry.offset ?? offset]),
    name,
  ]);
}

/** Names are UTF-8 and say so. */
function flagsOf({ flags = 0, descriptor: isBehind = false }: ZipPart): number {
  return 0x800 | flags | (isBehind ? 8 : 0);
}

/** Little-endian numbers of so many bytes each. */
function fields(...numbers: readonly (readonly [bytes: number, value: number])[]): Uint8Array {
  const bytes = new Uint8Array(numbers.reduce((sum, [count]) => sum + count, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [count, value] of numbers) {
    if (count === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += count;
  }
  return bytes;
}
