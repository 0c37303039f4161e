/**
 * An ICC profile of sRGB (IEC 61966-2-1), built from its defining numbers, so that no third party's bytes are shipped.
 * Format: ICC.1:2001-04 (profile version 2.4), display device, matrix and tone curves.
 */

const CURVE_POINTS = 1024;

/** Primaries of sRGB adapted to the D50 white of the profile connection space, as X, Y, Z. */
const COLORANTS = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;
const D65_WHITE = [0.95045, 1, 1.08905] as const;
const D50_WHITE = [0.9642, 1, 0.8249] as const;

export function srgbProfile(): Uint8Array {
  const curve = curveTag();
  const tags: readonly (readonly [name: string, data: Buffer])[] = [
    ['desc', descriptionTag('sRGB IEC61966-2.1')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(D65_WHITE)],
    ['rXYZ', xyzTag(COLORANTS.rXYZ)],
    ['gXYZ', xyzTag(COLORANTS.gXYZ)],
    ['bXYZ', xyzTag(COLORANTS.bXYZ)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags);
}

/** Header, tag table, data; equal data stands once. */
function assemble(tags: readonly (readonly [string, Buffer])[]): Uint8Array {
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const places = new Map<Buffer, number>();
  const parts: Buffer[] = [];
  let at = 128 + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    const place = places.get(data) ?? at;
    if (place === at) {
      const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
      data.copy(padded);
      parts.push(padded);
      places.set(data, at);
      at += padded.length;
    }
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
  }
  return Buffer.concat([header(at), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02400000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  // The date of the standard, so that the profile is the same whenever it is built.
  for (const [index, part] of [1999, 10, 18, 0, 0, 0].entries()) bytes.writeUInt16BE(part, 24 + index * 2);
  bytes.write('acsp', 36, 'latin1');
  writeXyz(bytes, 68, D50_WHITE);
  return bytes;
}

function writeXyz(bytes: Buffer, at: number, xyz: readonly number[]): void {
  for (const [index, value] of xyz.entries()) bytes.writeInt32BE(Math.round(value * 65_536), at + index * 4);
}

function xyzTag(xyz: readonly number[]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  writeXyz(bytes, 8, xyz);
  return bytes;
}

function textTag(text: string): Buffer {
  return Buffer.concat([Buffer.from('text\0\0\0\0', 'latin1'), Buffer.from(`${text}\0`, 'latin1')]);
}

/** Text description: ASCII part, then empty Unicode and Macintosh parts. */
function descriptionTag(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(ascii.length, 0);
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), length, ascii, Buffer.alloc(8 + 2 + 1 + 67)]);
}

/** The tone curve of sRGB, encoded value to linear light. */
function curveTag(): Buffer {
  const bytes = Buffer.alloc(12 + CURVE_POINTS * 2);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(CURVE_POINTS, 8);
  for (let index = 0; index < CURVE_POINTS; index += 1) {
    const encoded = index / (CURVE_POINTS - 1);
    const linear = encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(linear * 65_535), 12 + index * 2);
  }
  return bytes;
}
