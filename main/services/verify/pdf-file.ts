/**
 * A PDF opened by its cross-reference, and by nothing else: an object is what the table says, never what a search
 * through the bytes would find. Only what verification needs is read: the catalog, attachments, signatures.
 */
import { inflateSync } from 'node:zlib';
import { PdfFault, PdfReader, type PdfDict, type PdfRef, type PdfValue } from './pdf-syntax.js';

interface Place {
  /** Byte of the object in the file, or its place in an object stream. */
  readonly at: number;
  /** Number of the object stream that holds it, or null. */
  readonly stream: number | null;
}

interface PdfObject {
  readonly value: PdfValue;
  /** Bytes of a stream as they are decoded; null for any other object. */
  readonly stream: Buffer | null;
}

export interface Attachment {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A signature field's value. */
export interface PlacedSignature {
  readonly byteRange: readonly number[];
  /** Where its value stands in the file, delimiters included. */
  readonly contents: { readonly start: number; readonly end: number };
  /** `M`, as it stands there; `''` where it states none. */
  readonly time: string;
}

const MAX_REVISIONS = 100;
/** Nodes of name trees and fields together: a tree may name itself many times over. */
const MAX_NODES = 10_000;
const MAX_STREAM_BYTES = 2 ** 31;

/** Opens a file. Throws `PdfFault` where it is no PDF or damaged. */
export function openPdf(bytes: Buffer): PdfFile {
  if (bytes.toString('latin1', 0, 5) !== '%PDF-') throw new PdfFault('the file does not begin as a PDF does');
  return new PdfFile(bytes);
}

export class PdfFile {
  readonly #bytes: Buffer;
  readonly #places = new Map<number, Place>();
  readonly #streams = new Map<number, readonly PdfValue[]>();
  readonly #trailer: PdfDict;
  #nodes = 0;
  /** How often the file was written: once, and once for every update appended to it. */
  readonly revisions: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const sections: PdfDict[] = [];
    for (let at: number | null = this.#lastStart(); at !== null; at = previousOf(sections.at(-1))) {
      if (sections.length >= MAX_REVISIONS) throw new PdfFault('the file has too many updates');
      sections.push(this.#section(at));
    }
    const [newest] = sections;
    if (newest === undefined) throw new PdfFault('the file has no cross-reference');
    this.#trailer = newest;
    this.revisions = sections.length;
  }

  /** Attached files, in the order of the name tree. Throws `PdfFault`. */
  attachments(): readonly Attachment[] {
    const tree = this.#dict(this.#dict(this.#catalog().get('Names'))?.get('EmbeddedFiles'));
    const files = tree === null ? [] : this.#leaves(tree, 0);
    return files.map((value) => {
      const file = this.#dict(value);
      const name = this.#text(file?.get('UF')) ?? this.#text(file?.get('F'));
      const bytes = this.#object(this.#dict(file?.get('EF'))?.get('F')).stream;
      if (name === null || bytes === null) throw new PdfFault('the file has an attachment without name or content');
      return { name, bytes };
    });
  }

  /** Values of the signature fields. Throws `PdfFault`. */
  signatures(): readonly PlacedSignature[] {
    return this.#fields(this.#dict(this.#catalog().get('AcroForm'))?.get('Fields'), 0).flatMap((field) => {
      const value = this.#dict(field.get('V'));
      if (nameOf(field.get('FT')) !== 'Sig' || value === null) return [];
      const contents = value.get('Contents');
      if (!isKind(contents, 'string')) throw new PdfFault('the file has a signature without a value');
      const byteRange = this.#items(value.get('ByteRange')).filter((item) => typeof item === 'number');
      return [{ byteRange, contents, time: this.#text(value.get('M')) ?? '' }];
    });
  }

  #fields(value: PdfValue | undefined, depth: number): readonly Entries[] {
    if (depth > 20) throw new PdfFault('the file has fields nested too deeply');
    return this.#items(value).flatMap((item) => {
      this.#countNode();
      const field = this.#dict(item);
      if (field === null) return [];
      return [field, ...this.#fields(field.get('Kids'), depth + 1)];
    });
  }

  #leaves(node: Entries, depth: number): readonly PdfValue[] {
    if (depth > 20) throw new PdfFault('the file has a name tree nested too deeply');
    this.#countNode();
    const own = this.#items(node.get('Names')).filter((_, index) => index % 2 === 1);
    const below = this.#items(node.get('Kids')).flatMap((kid) => {
      const entries = this.#dict(kid);
      return entries === null ? [] : this.#leaves(entries, depth + 1);
    });
    return [...own, ...below];
  }

  #countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) throw new PdfFault('the file has too many attachments or fields');
  }

  #catalog(): Entries {
    const catalog = this.#dict(this.#trailer.entries.get('Root'));
    if (catalog === null) throw new PdfFault('the file has no catalog');
    return catalog;
  }

  #items(value: PdfValue | undefined): readonly PdfValue[] {
    const { value: found } = this.#object(value);
    return isKind(found, 'array') ? found.items : [];
  }

  #dict(value: PdfValue | undefined): Entries | null {
    const { value: found } = this.#object(value);
    return isKind(found, 'dict') ? found.entries : null;
  }

  /** A text string (7.9.2.2): UTF-16 with its mark, else one byte per character. */
  #text(value: PdfValue | undefined): string | null {
    const { value: found } = this.#object(value);
    if (!isKind(found, 'string')) return null;
    const { bytes } = found;
    const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0;
    return isUtf16 ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1');
  }

  #object(value: PdfValue | undefined): PdfObject {
    if (!isKind(value, 'ref')) return { value: value ?? null, stream: null };
    const place = this.#places.get(value.number);
    if (place === undefined) return { value: null, stream: null };
    if (place.stream === null) return this.#objectAt(place.at, value);
    return { value: this.#packed(place.stream)[place.at] ?? null, stream: null };
  }

  #objectAt(at: number, ref: PdfRef | null): PdfObject {
    const reader = new PdfReader(this.#bytes, at);
    const number = reader.whole();
    if (ref !== null && ref.number !== number) throw new PdfFault(`object ${ref.number} is not where the file says`);
    reader.whole();
    reader.keyword('obj');
    const value = reader.value();
    if (!isKind(value, 'dict') || !reader.isKeyword('stream')) return { value, stream: null };
    reader.keyword('stream');
    const start = reader.at + (this.#bytes[reader.at] === 13 ? 2 : 1);
    const { value: length } = this.#object(value.entries.get('Length'));
    if (typeof length !== 'number' || start + length > this.#bytes.length)
      throw new PdfFault(`object ${number} is cut off`);
    return { value, stream: this.#decoded(value.entries, this.#bytes.subarray(start, start + length), number) };
  }

  #decoded(entries: Entries, bytes: Buffer, number: number): Buffer {
    const filter = nameOf(this.#onlyOne(entries.get('Filter')));
    if (filter === null) return bytes;
    if (filter !== 'FlateDecode') throw new PdfFault(`object ${number} is packed by ${filter}, which is not read here`);
    try {
      const inflated = inflateSync(bytes, { maxOutputLength: MAX_STREAM_BYTES });
      const parameters = this.#dict(this.#onlyOne(entries.get('DecodeParms')));
      const predictor = numberOf(parameters?.get('Predictor'), 1);
      return predictor < 10 ? inflated : unpredicted(inflated, numberOf(parameters?.get('Columns'), 1));
    } catch {
      throw new PdfFault(`object ${number} cannot be unpacked`);
    }
  }

  #onlyOne(value: PdfValue | undefined): PdfValue {
    const { value: found } = this.#object(value);
    if (!isKind(found, 'array')) return found;
    if (found.items.length > 1) throw new PdfFault('the file has a stream that is packed twice');
    return this.#object(found.items[0]).value;
  }

  /** Objects of an object stream (7.5.7), by their place in it. */
  #packed(number: number): readonly PdfValue[] {
    const known = this.#streams.get(number);
    if (known !== undefined) return known;
    const { value, stream } = this.#object({ kind: 'ref', number });
    if (stream === null || !isKind(value, 'dict')) throw new PdfFault(`object stream ${number} is missing`);
    const header = new PdfReader(stream, 0);
    const first = numberOf(value.entries.get('First'), 0);
    const starts = Array.from({ length: numberOf(value.entries.get('N'), 0) }, () => {
      header.whole();
      return first + header.whole();
    });
    const values = starts.map((start) => new PdfReader(stream, start).value());
    this.#streams.set(number, values);
    return values;
  }

  #lastStart(): number {
    const from = Math.max(0, this.#bytes.length - 1024);
    const found = this.#bytes.toString('latin1', from).lastIndexOf('startxref');
    if (found < 0) throw new PdfFault('the end of the file is missing');
    return new PdfReader(this.#bytes, from + found + 'startxref'.length).whole();
  }

  /** Reads a cross-reference section and gives its trailer. What a newer section said stands. */
  #section(at: number): PdfDict {
    const reader = new PdfReader(this.#bytes, at);
    return reader.isKeyword('xref') ? this.#table(reader) : this.#crossReferenceStream(at);
  }

  /** 7.5.4: a table in text. */
  #table(reader: PdfReader): PdfDict {
    reader.keyword('xref');
    while (!reader.isKeyword('trailer')) {
      const [first, count] = [reader.whole(), reader.whole()];
      for (let index = 0; index < count; index += 1) {
        const at = reader.whole();
        reader.whole();
        const isUsed = reader.isKeyword('n');
        reader.keyword(isUsed ? 'n' : 'f');
        if (isUsed) this.#place(first + index, { at, stream: null });
      }
    }
    reader.keyword('trailer');
    const trailer = reader.value();
    if (!isKind(trailer, 'dict')) throw new PdfFault('the file has no trailer');
    const hybrid = trailer.entries.get('XRefStm');
    if (typeof hybrid === 'number') this.#crossReferenceStream(hybrid);
    return trailer;
  }

  /** 7.5.8: a table as a stream of numbers of fixed width. */
  #crossReferenceStream(at: number): PdfDict {
    const { value, stream } = this.#objectAt(at, null);
    if (!isKind(value, 'dict') || stream === null || nameOf(value.entries.get('Type')) !== 'XRef')
      throw new PdfFault(`there is no cross-reference at byte ${at}`);
    const widths = this.#items(value.entries.get('W')).map((width) => numberOf(width, 0));
    const [typeWidth = 0, atWidth = 0, moreWidth = 0] = widths;
    const row = typeWidth + atWidth + moreWidth;
    if (row === 0 || Math.max(...widths) > 6) throw new PdfFault(`the cross-reference at byte ${at} is damaged`);
    const listed = this.#items(value.entries.get('Index')).map((item) => numberOf(item, 0));
    const ranges = listed.length > 0 ? listed : [0, numberOf(value.entries.get('Size'), 0)];
    const number = (from: number, width: number, otherwise: number) =>
      width === 0 ? otherwise : stream.readUIntBE(from, width);
    let from = 0;
    for (let index = 0; index < ranges.length; index += 2) {
      const [first = 0, count = 0] = ranges.slice(index);
      if (from + count * row > stream.length) throw new PdfFault(`the cross-reference at byte ${at} is cut off`);
      for (let entry = 0; entry < count; entry += 1, from += row) {
        const type = number(from, typeWidth, 1);
        const place = number(from + typeWidth, atWidth, 0);
        const more = number(from + typeWidth + atWidth, moreWidth, 0);
        if (type === 1) this.#place(first + entry, { at: place, stream: null });
        if (type === 2) this.#place(first + entry, { at: more, stream: place });
      }
    }
    return value;
  }

  #place(number: number, place: Place): void {
    if (!this.#places.has(number)) this.#places.set(number, place);
  }
}

type Entries = PdfDict['entries'];
type Kind = Exclude<PdfValue, null | boolean | number>['kind'];

function isKind<K extends Kind>(
  value: PdfValue | undefined,
  kind: K,
): value is Extract<PdfValue, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

function nameOf(value: PdfValue | undefined): string | null {
  return isKind(value, 'name') ? value.text : null;
}

function numberOf(value: PdfValue | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function previousOf(section: PdfDict | undefined): number | null {
  const previous = section?.entries.get('Prev');
  return typeof previous === 'number' ? previous : null;
}

/** Takes PNG predictors off (7.4.4.4) for one byte per sample: what writers of cross-references use. */
function unpredicted(bytes: Buffer, columns: number): Buffer {
  const rows = Math.floor(bytes.length / (columns + 1));
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const type = bytes[row * (columns + 1)] ?? 0;
    if (type !== 0 && type !== 1 && type !== 2) throw new PdfFault('the file uses a predictor that is not read here');
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const above = row > 0 ? (out[at - columns] ?? 0) : 0;
      const predicted = type === 1 ? left : type === 2 ? above : 0;
      out[at] = ((bytes[row * (columns + 1) + 1 + column] ?? 0) + predicted) & 0xff;
    }
  }
  return out;
}
