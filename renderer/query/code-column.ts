import type { Column } from '../db/layout.js';

export type Codes = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A resident field over all rows of the case: `dictionary[codes[row]]`, code 0 not stated. */
export interface CodeColumn {
  readonly dictionary: readonly string[];
  readonly codes: Codes;
}

/** Joins the columns of segments, each with its own dictionary, into one, with codes as narrow as the dictionary allows. */
export class CodeColumnBuilder {
  readonly #dictionary: string[] = [''];
  readonly #codeOf = new Map([['', 0]]);
  #codes: Codes;

  /** `rows`: of the whole case. */
  constructor(rows: number) {
    this.#codes = new Uint8Array(rows);
  }

  /** Takes over one segment, whose first row is `firstRow` of the case. Segments without the column are not added. */
  add(column: Column, firstRow: number): void {
    const caseCode = Uint32Array.from(column.dictionary, (value) => this.#code(value));
    this.#widen();
    const codes = this.#codes;
    const local = column.codes;
    for (let row = 0; row < local.length; row += 1) codes[firstRow + row] = caseCode[local[row]!]!;
  }

  build(): CodeColumn {
    return { dictionary: this.#dictionary, codes: this.#codes };
  }

  #code(value: string): number {
    const known = this.#codeOf.get(value);
    if (known !== undefined) return known;
    const code = this.#dictionary.push(value) - 1;
    this.#codeOf.set(value, code);
    return code;
  }

  #widen(): void {
    const bytes = this.#dictionary.length <= 0x1_00 ? 1 : this.#dictionary.length <= 0x1_00_00 ? 2 : 4;
    if (bytes <= this.#codes.BYTES_PER_ELEMENT) return;
    this.#codes = bytes === 2 ? Uint16Array.from(this.#codes) : Uint32Array.from(this.#codes);
  }
}
