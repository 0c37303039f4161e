/** Bytes out of their writings as text (RFC 4648, RFC 3986). Null where the text is not one of them. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map<string, number>(Array.from(DIGITS, (digit, value) => [digit, value]));
VALUES.set('-', 62);
VALUES.set('_', 63);

/** base64 or base64url, with or without padding; line breaks are no part of it. */
export function base64Bytes(text: string): Uint8Array | null {
  const digits = text.replace(/={1,2}$/, '');
  const padding = text.length - digits.length;
  if (digits.length % 4 === 1 || (padding > 0 && text.length % 4 !== 0)) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const digit of digits) {
    const value = VALUES.get(digit);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  return bytes;
}

/** Pairs of hex digits, also as `0x...` or `\x41\x42`. */
export function hexBytes(text: string): Uint8Array | null {
  const digits = text.replace(/^0x/i, '').replaceAll('\\x', '');
  if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(digits)) return null;
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** URL-encoded text; null where the bytes are no UTF-8. `+` stays as it is: only forms mean a blank by it. */
export function percentText(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
