import type { CodeColumn, Codes } from './code-column.js';

/** No row states a value. */
export const NONE = 0;
/** Rows state different values. */
export const SEVERAL = 0xff_ff_ff_ff;

/** For every value of one column the code of the only value of another that stands beside it, `NONE`, or `SEVERAL`. */
export function onlyValues(of: CodeColumn, beside: CodeColumn): Uint32Array {
  const groups = Uint32Array.from(of.dictionary, (_, code) => code);
  return valuesByCode(of.codes, beside.codes, groups, of.dictionary.length);
}

/** The same by groups of codes: `groupOf[code]` is the number of the group, below `groups`. */
export function valuesByCode(codes: Codes, beside: Codes, groupOf: Uint32Array, groups: number): Uint32Array {
  const only = new Uint32Array(groups);
  for (let row = 0; row < codes.length; row += 1) {
    const value = beside[row]!;
    if (value === NONE) continue;
    const group = groupOf[codes[row]!]!;
    if (only[group] === NONE) only[group] = value;
    else if (only[group] !== value) only[group] = SEVERAL;
  }
  return only;
}
