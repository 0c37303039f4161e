/** One LEEF record. Specification: IBM QRadar, "Log Event Extended Format (LEEF)" versions 1.0 and 2.0. */
export interface LeefRecord {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly eventId: string | null;
  /** The first of two equal keys counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

const START = /^\s*LEEF: ?(\d+\.\d+)\|/;

/** True for a text that begins as a LEEF record. */
export function isLeef(value: unknown): value is string {
  return typeof value === 'string' && START.test(value.slice(0, 64));
}

/** Reads a text that `isLeef` accepts. */
export function readLeef(text: string): LeefRecord {
  const [header = '', vendor, product, version, eventId, ...rest] = text.trim().split('|');
  const isSecond = START.exec(`${header}|`)?.[1]?.startsWith('2') === true;
  const delimiter = isSecond ? delimiterOf(rest[0] ?? '') : null;
  const attributes = rest.slice(delimiter === null ? 0 : 1).join('|');
  return {
    vendor: stated(vendor),
    product: stated(product),
    version: stated(version),
    eventId: stated(eventId),
    attributes: readAttributes(attributes, delimiter ?? '\t'),
  };
}

/** Version 2 may name its delimiter: one character, or its number as `x5E` or `0x5E`. Null where the field is left out. */
function delimiterOf(field: string): string | null {
  if (field === '') return '\t';
  const hex = /^(?:0x|x)([0-9a-f]{1,4})$/i.exec(field)?.[1];
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
  return field.length === 1 ? field : null;
}

function readAttributes(text: string, delimiter: string): ReadonlyMap<string, string> {
  const parts = text.includes(delimiter) || !/\s\w+=/.test(text) ? text.split(delimiter) : splitAtBlanks(text);
  const attributes = new Map<string, string>();
  for (const part of parts) {
    const equals = part.indexOf('=');
    const key = part.slice(0, equals).trim();
    if (equals > 0 && !attributes.has(key)) attributes.set(key, part.slice(equals + 1).trim());
  }
  return attributes;
}

/** Tabs often become blanks in transport: then a key is a word with an equals sign right behind it. */
function splitAtBlanks(text: string): readonly string[] {
  const keys = [...text.matchAll(/(?:^|\s)[\w.-]{1,100}=/g)];
  return keys.map(({ index }, at) => text.slice(index, keys[at + 1]?.index ?? text.length));
}

function stated(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
