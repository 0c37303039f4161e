/**
 * DER (ITU-T X.690): the encoding of certificates, keys and signatures. Writing gives the one canonical form; reading
 * refuses lengths that are not written the shortest way and values that do not fill their place.
 */

/** One value: its tag byte, its content, and all of its bytes. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag of a context-specific constructed value, `[n]`. */
export const context = (n: number): number => 0xa0 + n;

/** Bytes that are no DER, or other DER than was asked for. */
export class DerFault extends Error {}

/** Reads the value at the beginning of `bytes`; what follows it is left. Throws `DerFault`. */
export function readFirst(bytes: Uint8Array): Der {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new DerFault('a value is cut off');
  if ((tag & 0x1f) === 0x1f) throw new DerFault('a tag has more than one byte');
  let [at, length] = [2, first];
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4) throw new DerFault('a length is not definite');
    at += count;
    length = bytes.subarray(2, at).reduce((sum, byte) => sum * 256 + byte, 0);
    if (length < 0x80 || bytes[2] === 0) throw new DerFault('a length is not written the shortest way');
  }
  if (at + length > bytes.length) throw new DerFault('a value is cut off');
  return { tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(0, at + length) };
}

/** Reads bytes that hold one value and nothing after it. Throws `DerFault`. */
export function readWhole(bytes: Uint8Array): Der {
  const value = readFirst(bytes);
  if (value.whole.length !== bytes.length) throw new DerFault('bytes follow a value');
  return value;
}

/** The values inside a value with this tag. Throws `DerFault`. */
export function inside(value: Der | undefined, tag: number): readonly Der[] {
  const values: Der[] = [];
  for (let rest = contentOf(value, tag); rest.length > 0;) {
    const next = readFirst(rest);
    values.push(next);
    rest = rest.subarray(next.whole.length);
  }
  return values;
}

/** Content of a value that must have this tag. Throws `DerFault`. */
export function contentOf(value: Der | undefined, tag: number): Uint8Array {
  if (value?.tag !== tag) throw new DerFault(`a value with tag ${tag} is missing`);
  return value.content;
}

/** An object identifier as dotted decimals. */
export function oidText(value: Der | undefined): string {
  const parts: number[] = [];
  let part = 0;
  for (const byte of contentOf(value, TAG.oid)) {
    part = part * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      if (parts.length === 0)
        parts.push(Math.min(2, Math.floor(part / 40)), part - 40 * Math.min(2, Math.floor(part / 40)));
      else parts.push(part);
      part = 0;
    }
  }
  return parts.join('.');
}

/** A small whole number. Throws `DerFault` for one beyond 2^31. */
export function wholeNumber(value: Der | undefined): number {
  const bytes = contentOf(value, TAG.integer);
  if (bytes.length === 0 || bytes.length > 4 || (bytes[0] ?? 0) > 0x7f) throw new DerFault('a number is out of range');
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** Writes a value. */
export function write(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(length)]), ...content]);
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 + bytes.length, ...bytes];
}

export const sequence = (...values: readonly Uint8Array[]): Uint8Array => write(TAG.sequence, ...values);

/** A SET OF: its values in the order of their bytes, as DER demands. */
export function setOf(values: readonly Uint8Array[], tag: number = TAG.set): Uint8Array {
  return write(tag, ...values.toSorted((a, b) => Buffer.compare(a, b)));
}

export const octetString = (bytes: Uint8Array): Uint8Array => write(TAG.octetString, bytes);
export const bitString = (bytes: Uint8Array): Uint8Array => write(TAG.bitString, Buffer.of(0), bytes);
export const nothing = (): Uint8Array => write(TAG.null);

/** An unsigned integer from its big-endian bytes. */
export function unsigned(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return (digits[0] ?? 0) < 0x80 ? write(TAG.integer, digits) : write(TAG.integer, Buffer.of(0), digits);
}

/** An object identifier from dotted decimals. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return write(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(part: number): readonly number[] {
  const bytes = [part & 0x7f];
  for (let rest = part >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
