/** Objects of a PDF as they are written (ISO 32000-1, 7.2 and 7.3), read strictly: what is damaged is not guessed. */

export type PdfValue =
  | null
  | boolean
  | number
  | { readonly kind: 'name'; readonly text: string }
  /** `start` and `end` are the places of its first and one past its last byte in the file, delimiters included. */
  | { readonly kind: 'string'; readonly bytes: Buffer; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDict
  | PdfRef;

export interface PdfDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfRef {
  readonly kind: 'ref';
  readonly number: number;
}

/** Bytes that are no PDF, or one that is damaged. */
export class PdfFault extends Error {}

const MAX_DEPTH = 100;
const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set(Buffer.from('()<>[]{}/%'));
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

export class PdfReader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Reads one value, references included. Throws `PdfFault`. */
  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw this.#fault('is nested too deeply');
    this.skipWhite();
    switch (this.#character()) {
      case '/':
        return { kind: 'name', text: this.#name() };
      case '(':
        return this.#literal();
      case '<':
        return this.#bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
      case '[':
        return this.#array(depth);
      default:
        return this.#word();
    }
  }

  /** Takes a keyword that must stand here. Throws `PdfFault`. */
  keyword(word: string): void {
    if (!this.isKeyword(word)) throw this.#fault(`lacks "${word}"`);
    this.at += word.length;
  }

  isKeyword(word: string): boolean {
    this.skipWhite();
    return this.#bytes.toString('latin1', this.at, this.at + word.length) === word;
  }

  /** A whole number that must stand here. Throws `PdfFault`. */
  whole(): number {
    this.skipWhite();
    const token = this.#token();
    if (!/^\d{1,15}$/.test(token)) throw this.#fault('lacks a number');
    return Number(token);
  }

  skipWhite(): void {
    for (; this.at < this.#bytes.length; this.at += 1) {
      const byte = this.#bytes[this.at] ?? 0;
      if (byte === 0x25) while (this.at < this.#bytes.length && !this.#isLineEnd(this.at)) this.at += 1;
      else if (!WHITE.has(byte)) return;
    }
  }

  #isLineEnd(at: number): boolean {
    return this.#bytes[at] === 10 || this.#bytes[at] === 13;
  }

  #character(): string {
    return this.#bytes.toString('latin1', this.at, this.at + 1);
  }

  #token(): string {
    const from = this.at;
    while (this.at < this.#bytes.length) {
      const byte = this.#bytes[this.at] ?? 0;
      if (WHITE.has(byte) || DELIMITER.has(byte)) break;
      this.at += 1;
    }
    return this.#bytes.toString('latin1', from, this.at);
  }

  #word(): PdfValue {
    const token = this.#token();
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(token)) throw this.#fault(`holds "${token.slice(0, 20)}"`);
    return /^\d+$/.test(token) ? (this.#reference(Number(token)) ?? Number(token)) : Number(token);
  }

  /** `12 0 R`, of which the first number was read. */
  #reference(number: number): PdfRef | null {
    const match = /^\s+\d+\s+R(?![\w])/.exec(this.#bytes.toString('latin1', this.at, this.at + 24));
    if (match === null) return null;
    this.at += match[0].length;
    return { kind: 'ref', number };
  }

  #name(): string {
    this.at += 1;
    return this.#token().replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
  }

  #hex(): PdfValue {
    const start = this.at;
    const end = this.#bytes.indexOf(0x3e, start) + 1;
    if (end === 0) throw this.#fault('ends in a string');
    this.at = end;
    const digits = this.#bytes.toString('latin1', start + 1, end - 1).replaceAll(/\s/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw this.#fault('has a string that is not hexadecimal');
    return { kind: 'string', bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), start, end };
  }

  #literal(): PdfValue {
    const start = this.at;
    let [depth, text] = [0, ''];
    do {
      const character = this.#character();
      this.at += 1;
      if (character === '') throw this.#fault('ends in a string');
      if (character === '\\') text += this.#escape();
      else {
        if (character === '(') depth += 1;
        if (character === ')') depth -= 1;
        text += character;
      }
    } while (depth > 0);
    return { kind: 'string', bytes: Buffer.from(text.slice(1, -1), 'latin1'), start, end: this.at };
  }

  #escape(): string {
    const octal = /^[0-7]{1,3}/.exec(this.#bytes.toString('latin1', this.at, this.at + 3))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCodePoint(Number.parseInt(octal, 8) & 0xff);
    }
    const character = this.#character();
    this.at += 1;
    if (character !== '\r' && character !== '\n') return ESCAPES[character] ?? character;
    if (character === '\r' && this.#bytes[this.at] === 10) this.at += 1;
    return '';
  }

  #array(depth: number): PdfValue {
    this.at += 1;
    const items: PdfValue[] = [];
    for (this.skipWhite(); this.#character() !== ']'; this.skipWhite()) items.push(this.value(depth + 1));
    this.at += 1;
    return { kind: 'array', items };
  }

  #dict(depth: number): PdfDict {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (this.skipWhite(); !this.isKeyword('>>'); this.skipWhite()) {
      if (this.#character() !== '/') throw this.#fault('has a dictionary whose key is no name');
      const key = this.#name();
      if (entries.has(key)) throw this.#fault(`has a dictionary with two entries ${key}`);
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dict', entries };
  }

  #fault(what: string): PdfFault {
    return new PdfFault(`the file ${what} at byte ${this.at}`);
  }
}
