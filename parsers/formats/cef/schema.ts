/** One CEF record. Specification: ArcSight Common Event Format, version 0 and 1. */
export interface CefRecord {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly version: string | null;
  /** Signature or event class id. */
  readonly signature: string | null;
  readonly name: string | null;
  /** `0` to `10`, or a word. */
  readonly severity: string | null;
  /** Keys as written, unescaped values. A key that comes twice keeps its first value. */
  readonly extension: ReadonlyMap<string, string>;
  /** Fields of the header that are there, of seven. */
  readonly headerFields: number;
  /** Text of an extension that holds no pair. */
  readonly loose: string | null;
}

const START = /^\s*CEF: ?\d+\|/;
const HEADER_FIELDS = 7;

/** True for a text that begins as a CEF record. */
export function isCef(value: unknown): value is string {
  return typeof value === 'string' && START.test(value.slice(0, 64));
}

/** Reads a text that `isCef` accepts. */
export function readCef(text: string): CefRecord {
  const { fields, rest } = splitHeader(text.trim());
  const [, vendor, product, version, signature, name, severity] = fields;
  const extension = readExtension(rest);
  return {
    vendor: stated(vendor),
    product: stated(product),
    version: stated(version),
    signature: stated(signature),
    name: stated(name),
    severity: stated(severity),
    extension,
    headerFields: fields.length,
    loose: extension.size === 0 ? stated(rest) : null,
  };
}

/** Splits at bars that no backslash escapes; the eighth part is the extension, in which bars mean nothing. */
function splitHeader(text: string): { readonly fields: readonly string[]; readonly rest: string } {
  const fields: string[] = [];
  let field = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\' && (text[at + 1] === '|' || text[at + 1] === '\\')) {
      field += text[at + 1]!;
      at++;
    } else if (character === '|') {
      fields.push(field);
      field = '';
      if (fields.length === HEADER_FIELDS) return { fields, rest: text.slice(at + 1) };
    } else field += character;
  }
  return { fields: field === '' ? fields : [...fields, field], rest: '' };
}

/** A key stands at the beginning or behind a blank, with its equals sign right behind it; all up to the next key is its value. */
const KEY = /(?:^|\s)(\w{1,100}(?:\.[^.=\s|\\[\]]{1,100}){0,8}(?:\[\d{1,6}\])?)=/g;

function readExtension(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const keys = [...text.matchAll(KEY)];
  for (const [index, match] of keys.entries()) {
    const [matched, key = ''] = match;
    const from = match.index + matched.length;
    const value = text.slice(from, keys[index + 1]?.index ?? text.length).trimEnd();
    if (!pairs.has(key)) pairs.set(key, unescapeValue(value));
  }
  return pairs;
}

function unescapeValue(text: string): string {
  return text.replace(/\\([\\=|nr])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : character,
  );
}

function stated(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
