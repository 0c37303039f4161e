/**
 * A 32-bit check of everything a stored row holds. The browser engine keeps large values in plain files without any check
 * of its own: a byte that the disk changed there would come back as another event, unnoticed. It finds accidents, not
 * forgeries. The rounds are those of xxHash32, in four lanes.
 */

const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;

/** A row with the check of all its other content. */
export type Checked<Row> = Row & { readonly check: number };

export function checked<Row extends object>(row: Row): Checked<Row> {
  return { ...row, check: checkOf(row) };
}

/** The row without its check, whether that holds or not. */
export function unchecked<Row extends object>(row: Checked<Row>): Row {
  const { check: _, ...content } = row;
  return content as unknown as Row;
}

/** The row as it was written; null where it is not: the engine answers null for a large value that it cannot decode. */
export function intact<Row extends object>(row: Checked<Row> | null | undefined): Row | null {
  if (row === null || row === undefined) return null;
  const content = unchecked(row);
  return checkOf(content) === row.check ? content : null;
}

/** Check of a value as IndexedDB stores it: objects, lists, typed arrays, texts, numbers, booleans, null. Equal values give equal checks. */
export function checkOf(value: unknown): number {
  return finished(mixValue(PRIME_3, value));
}

function mixValue(check: number, value: unknown): number {
  if (typeof value === 'string') return mixText(check, value);
  if (typeof value === 'number') return mixNumber(check, value);
  if (ArrayBuffer.isView(value)) return mixBytes(check, value);
  if (Array.isArray(value)) return value.reduce<number>(mixValue, mixWord(check, value.length));
  if (typeof value === 'object' && value !== null) return mixObject(check, value);
  return mixText(check, String(value));
}

function mixObject(check: number, value: object): number {
  let mixed = check;
  for (const [name, member] of Object.entries(value)) {
    // As in JSON, a member without a value is none.
    if (member !== undefined) mixed = mixValue(mixText(mixed, name), member);
  }
  return mixed;
}

const numberBits = new Uint32Array(2);
const numberValue = new Float64Array(numberBits.buffer);

function mixNumber(check: number, value: number): number {
  numberValue[0] = value;
  return mixWord(mixWord(check, numberBits[0]!), numberBits[1]!);
}

function mixText(check: number, text: string): number {
  let mixed = mixWord(check, text.length);
  for (let at = 0; at < text.length; at += 1) mixed = mixWord(mixed, text.charCodeAt(at));
  return mixed;
}

function mixBytes(check: number, { buffer, byteOffset, byteLength }: ArrayBufferView): number {
  // Words can only be read where they are aligned.
  const from = byteOffset % 4 === 0 ? byteOffset : 0;
  const source = byteOffset % 4 === 0 ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
  const words = new Uint32Array(source, from, byteLength >>> 2);
  const whole = words.length - (words.length % 4);
  let a = check;
  let b = PRIME_1;
  let c = PRIME_2;
  let d = PRIME_3;
  for (let at = 0; at < whole; at += 4) {
    a = mixWord(a, words[at]!);
    b = mixWord(b, words[at + 1]!);
    c = mixWord(c, words[at + 2]!);
    d = mixWord(d, words[at + 3]!);
  }
  let mixed = mixWord(mixWord(mixWord(mixWord(byteLength, a), b), c), d);
  for (const byte of new Uint8Array(source, from + whole * 4, byteLength - whole * 4)) mixed = mixWord(mixed, byte);
  return mixed;
}

function mixWord(check: number, word: number): number {
  const sum = (check + Math.imul(word, PRIME_2)) | 0;
  return Math.imul((sum << 13) | (sum >>> 19), PRIME_1);
}

function finished(check: number): number {
  let mixed = Math.imul(check ^ (check >>> 15), PRIME_2);
  mixed = Math.imul(mixed ^ (mixed >>> 13), PRIME_3);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
