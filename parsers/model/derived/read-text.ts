/** Part of the characters that must be printable for bytes to read as text. */
const PRINTABLE = 0.95;
/** Shorter texts come out of ordinary words by chance. */
const SHORTEST = 4;

export interface ReadText {
  readonly text: string;
  readonly writing: readonly 'UTF-16'[];
}

/** Bytes as text where they read as such: UTF-8, or UTF-16 by its zero bytes. `isCut`: the last character may be torn. */
export function readText(bytes: Uint8Array, isCut: boolean): ReadText | null {
  const order = utf16Order(bytes);
  if (order !== null) {
    const text = utf16Text(bytes, order);
    return isPrintable(text) ? { text, writing: ['UTF-16'] } : null;
  }
  const text = utf8Text(bytes, isCut);
  return text !== null && isPrintable(text) ? { text, writing: [] } : null;
}

function utf8Text(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}

/** Text of Latin letters has a zero in every other byte; on which side tells the order. */
function utf16Order(bytes: Uint8Array): 'little' | 'big' | null {
  if (bytes.length < SHORTEST * 2 || bytes.length % 2 !== 0) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const most = bytes.length * 0.4;
  if (odd >= most && even === 0) return 'little';
  return even >= most && odd === 0 ? 'big' : null;
}

function utf16Text(bytes: Uint8Array, order: 'little' | 'big'): string {
  const [low, high] = order === 'little' ? [0, 1] : [1, 0];
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(bytes[at + low]! | (bytes[at + high]! << 8));
  return text.replace(/^\uFEFF/, '');
}

function isPrintable(text: string): boolean {
  if (text.trim().length < SHORTEST) return false;
  let printable = 0;
  let all = 0;
  for (const character of text) {
    all += 1;
    if (/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]/u.test(character)) printable += 1;
  }
  return printable >= all * PRINTABLE;
}
