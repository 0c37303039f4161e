/** CRC-64 of xz (ECMA-182, lowest bit first), as two halves of 32 bits. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

export const CRC64_START: Crc64 = { high: 0, low: 0 };

const HIGH = new Int32Array(256);
const LOW = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit++) {
    const odd = (low & 1) === 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (odd) {
      high ^= 0xc96c5795;
      low ^= 0xd7870f42;
    }
  }
  HIGH[byte] = high;
  LOW[byte] = low;
}

/** CRC of `bytes` after what `before` is the CRC of. */
export function crc64(bytes: Uint8Array, before: Crc64): Crc64 {
  let high = ~before.high;
  let low = ~before.low;
  for (const byte of bytes) {
    const index = (low ^ byte) & 255;
    low = ((low >>> 8) | (high << 24)) ^ LOW[index]!;
    high = (high >>> 8) ^ HIGH[index]!;
  }
  return { high: ~high, low: ~low };
}
