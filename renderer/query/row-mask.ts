/** One byte per row, 0 or 1, padded to whole words: masks are combined four rows at a time. */
export type RowMask = Uint8Array<ArrayBuffer>;

const ALL_FOUR = 0x01010101;

/** A mask of `rows` rows, none set. */
export function emptyMask(rows: number): RowMask {
  return new Uint8Array(Math.ceil(rows / 4) * 4);
}

/** A mask of `rows` rows, all set. */
export function fullMask(rows: number): RowMask {
  return emptyMask(rows).fill(1);
}

/** Rows in both. */
export function intersect(a: RowMask, b: RowMask): RowMask {
  return combine(a, b, (left, right, out) => {
    for (let index = 0; index < out.length; index += 1) out[index] = left[index]! & right[index]!;
  });
}

/** Rows in either. */
export function unite(a: RowMask, b: RowMask): RowMask {
  return combine(a, b, (left, right, out) => {
    for (let index = 0; index < out.length; index += 1) out[index] = left[index]! | right[index]!;
  });
}

/** Rows in `a` and not in `b`. */
export function subtract(a: RowMask, b: RowMask): RowMask {
  return combine(a, b, (left, right, out) => {
    for (let index = 0; index < out.length; index += 1) out[index] = left[index]! & (right[index]! ^ ALL_FOUR);
  });
}

/** Rows not in `a`. */
export function complement(a: RowMask): RowMask {
  return combine(a, a, (left, _right, out) => {
    for (let index = 0; index < out.length; index += 1) out[index] = left[index]! ^ ALL_FOUR;
  });
}

function combine(
  a: RowMask,
  b: RowMask,
  fill: (left: Uint32Array, right: Uint32Array, out: Uint32Array) => void,
): RowMask {
  if (a.length !== b.length) throw new RangeError('masks of different cases');
  const out = new Uint8Array(a.length);
  fill(words(a), words(b), words(out));
  return out;
}

function words(mask: RowMask): Uint32Array {
  return new Uint32Array(mask.buffer, mask.byteOffset, mask.length / 4);
}
