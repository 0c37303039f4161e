/**
 * Finds where JSON values begin and end in bytes that arrive in pieces, without decoding them. It knows strings, nesting
 * and the order of tokens, not whether a number or an escape is right: that is for the decoder. Commas in a row, before a
 * closing bracket or between documents are let through.
 */

/** Why the scanner stopped. */
export type ScanStop =
  /** All bytes are used up. */
  | 'more'
  /** A value begins at `position`. */
  | 'value'
  /** A value has ended right before `position`. */
  | 'end'
  /** A member's key has ended right before `position`; it began, quote included, at `keyStart`. */
  | 'key'
  /** The byte at `position` cannot stand there. */
  | 'broken';

/** What may come next. */
const VALUE = 0;
const KEY = 1;
const COLON = 2;
const AFTER = 3;
const IN_STRING = 4;
const IN_ESCAPE = 5;
const IN_SCALAR = 6;

/** Classes of bytes outside strings; 0 for all others. */
const BLANK = 1;
const SCALAR = 2;
const CLASSES = classesOfBytes();

function classesOfBytes(): Uint8Array {
  const classes = new Uint8Array(256);
  for (const byte of [0x20, 0x09, 0x0a, 0x0d]) classes[byte] = BLANK;
  // Numbers, true, false, null; also NaN and Infinity, which sloppy writers emit.
  for (const character of '+-.0123456789eEabcdfilnrstuyNIT') classes[character.charCodeAt(0)] = SCALAR;
  return classes;
}

/** Deeper than this it is no data but an attack on memory. */
const DEEPEST = 1_000_000;

export class JsonScanner {
  /** The next byte to look at, an index into the bytes given. The caller moves it when it moves the bytes. */
  position = 0;
  keyStart = 0;
  /** Open objects and arrays. */
  depth = 0;
  /** Stops are made for values and keys that lie directly in at most this many containers. */
  watch = 0;
  #state = VALUE;
  #inKey = false;
  /** The value at `position` was announced; the next scan goes into it. */
  #announced = false;
  /** Per depth: 1 object, 0 array. */
  #kinds = new Uint8Array(256);

  /** Whether nothing is begun: only blanks and commas since the last document. */
  get idle(): boolean {
    return this.depth === 0 && (this.#state === VALUE || this.#state === AFTER);
  }

  /** Whether the value begun is a number or word, which only its successor ends. */
  get inScalar(): boolean {
    return this.#state === IN_SCALAR;
  }

  /** Forgets everything deeper than `depth` and expects the next value of that container at `position`. */
  resume(depth: number, position: number): void {
    this.depth = depth;
    this.position = position;
    this.#state = VALUE;
    this.#inKey = false;
    this.#announced = false;
  }

  /** Looks at the bytes [position, end). After a stop at a value, the next call goes into it. */
  scan(bytes: Uint8Array, end: number): ScanStop {
    let at = this.position;
    let state = this.#state;
    const stop = (reason: ScanStop, position: number): ScanStop => {
      this.position = position;
      this.#state = state;
      return reason;
    };
    while (at < end) {
      if (state === IN_STRING) {
        let byte = 0;
        while (at < end && (byte = bytes[at]!) !== 0x22 && byte !== 0x5c && byte !== 0x0a && byte !== 0) at++;
        if (at === end) break;
        if (byte === 0x5c) {
          state = IN_ESCAPE;
          at++;
          continue;
        }
        // A line end or a NUL inside a string is damage: a quote is missing, or a piece of the file was overwritten.
        if (byte !== 0x22) return stop('broken', at);
        at++;
        if (this.#inKey) {
          this.#inKey = false;
          state = COLON;
          if (this.depth <= this.watch) return stop('key', at);
        } else {
          state = AFTER;
          if (this.depth <= this.watch) return stop('end', at);
        }
        continue;
      }
      const byte = bytes[at]!;
      if (state === IN_ESCAPE) {
        state = IN_STRING;
        if (byte === 0x0a) return stop('broken', at);
        at++;
        continue;
      }
      const kind = CLASSES[byte]!;
      if (state === IN_SCALAR) {
        if (kind === SCALAR) {
          at++;
          continue;
        }
        state = AFTER;
        if (this.depth <= this.watch) return stop('end', at);
      }
      if (kind === BLANK) {
        at++;
        continue;
      }
      if (byte === 0x2c) {
        if (state === COLON) return stop('broken', at);
        if (this.depth === 0 || this.#kinds[this.depth] === 0) state = VALUE;
        else if (state === VALUE) return stop('broken', at);
        else state = KEY;
        at++;
        continue;
      }
      if (byte === 0x5d || byte === 0x7d) {
        const isObject = byte === 0x7d ? 1 : 0;
        const closes = this.depth > 0 && this.#kinds[this.depth] === isObject;
        if (!closes || state === COLON || (isObject === 1 && state === VALUE)) return stop('broken', at);
        this.depth--;
        at++;
        state = AFTER;
        if (this.depth <= this.watch) return stop('end', at);
        continue;
      }
      if (state === COLON) {
        if (byte !== 0x3a) return stop('broken', at);
        state = VALUE;
        at++;
        continue;
      }
      if (state === KEY) {
        if (byte !== 0x22) return stop('broken', at);
        this.keyStart = at;
        this.#inKey = true;
        state = IN_STRING;
        at++;
        continue;
      }
      // A document may follow the one before without anything between; elements and members may not.
      if (state === AFTER && this.depth > 0) return stop('broken', at);
      const begins = byte === 0x22 || byte === 0x7b || byte === 0x5b || kind === SCALAR;
      if (!begins || this.depth === DEEPEST) return stop('broken', at);
      if (this.depth <= this.watch && !this.#announced) {
        this.#announced = true;
        state = VALUE;
        return stop('value', at);
      }
      this.#announced = false;
      at++;
      if (byte === 0x22) state = IN_STRING;
      else if (kind === SCALAR) state = IN_SCALAR;
      else {
        this.#open(byte === 0x7b ? 1 : 0);
        state = byte === 0x7b ? KEY : VALUE;
      }
    }
    this.position = at;
    this.#state = state;
    return 'more';
  }

  #open(kind: number): void {
    this.depth++;
    if (this.depth >= this.#kinds.length) {
      const kinds = new Uint8Array(this.#kinds.length * 2);
      kinds.set(this.#kinds);
      this.#kinds = kinds;
    }
    this.#kinds[this.depth] = kind;
  }
}
