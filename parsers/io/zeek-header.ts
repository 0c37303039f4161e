import type { ZeekHeader } from '../model/framing.js';

const START: ZeekHeader = {
  separator: '\t',
  setSeparator: ',',
  empty: '(empty)',
  unset: '-',
  path: null,
  fields: [],
  types: [],
};

/** The header with one more `#` line read; `#separator` begins a new one. Specification: docs.zeek.org, log formats. */
export function withHeaderLine(header: ZeekHeader | null, line: string): ZeekHeader {
  if (line.startsWith('#separator')) return { ...START, separator: unescapeZeek(line.slice(10).trim()) || '\t' };
  const before = header ?? START;
  const [directive = '', ...values] = line.split(before.separator);
  const [value = ''] = values;
  switch (directive) {
    case '#set_separator':
      return { ...before, setSeparator: unescapeZeek(value) };
    case '#empty_field':
      return { ...before, empty: value };
    case '#unset_field':
      return { ...before, unset: value };
    case '#path':
      return { ...before, path: value };
    case '#fields':
      return { ...before, fields: values };
    case '#types':
      return { ...before, types: values };
    default:
      return before;
  }
}

/** `\x09` and its like as the character. */
export function unescapeZeek(text: string): string {
  return text.replace(/\\x([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/**
 * One line by the names of its header, the shape of Zeek's JSON: what is not set is left out, sets and vectors are lists; null
 * where the number of values is another.
 */
export function zeekRow(line: string, header: ZeekHeader): Readonly<Record<string, unknown>> | null {
  const values = line.split(header.separator);
  if (values.length !== header.fields.length) return null;
  const row = header.fields.flatMap((field, index): [string, unknown][] => {
    const value = values[index] ?? header.unset;
    if (value === header.unset) return [];
    const type = header.types[index] ?? 'string';
    return [[field, /^(?:set|vector|table)\[/.test(type) ? listOf(value, header) : scalar(value, type, header)]];
  });
  return Object.fromEntries(header.path === null ? row : [['_path', header.path], ...row]);
}

function listOf(value: string, { setSeparator, empty, unset }: ZeekHeader): readonly string[] {
  if (value === empty) return [];
  return value
    .split(setSeparator)
    .filter((each) => each !== unset)
    .map(unescapeZeek);
}

function scalar(value: string, type: string, { empty }: ZeekHeader): unknown {
  if (type === 'bool') return value === 'T' ? true : value === 'F' ? false : value;
  return value === empty ? '' : unescapeZeek(value);
}
