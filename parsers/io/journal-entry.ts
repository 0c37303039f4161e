import { binaryLength } from './entry-rules.js';

const LENGTH_BYTES = 8;

/**
 * The fields of one entry of a journal export, as `journalctl -o json` gives them: a field that occurs twice is a list, a value
 * that is no text a list of numbers.
 */
export function readJournalEntry(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const fields = new Map<string, unknown>();
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf(0x0a, at);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    const equals = bytes.indexOf(0x3d, at);
    if (equals >= 0 && equals < end) {
      add(fields, decode(bytes.subarray(at, equals)), textOrBytes(bytes.subarray(equals + 1, end)));
      at = end + 1;
    } else {
      const from = end + 1 + LENGTH_BYTES;
      const to = from + binaryLength(bytes, end + 1);
      if (end > at) add(fields, decode(bytes.subarray(at, end)), textOrBytes(bytes.subarray(from, to)));
      at = end > at ? to + 1 : end + 1;
    }
  }
  return Object.fromEntries(fields);
}

function add(fields: Map<string, unknown>, name: string, value: unknown): void {
  const before = fields.get(name);
  if (before === undefined) fields.set(name, value);
  else fields.set(name, Array.isArray(before) && typeof before[0] === 'string' ? [...before, value] : [before, value]);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function textOrBytes(bytes: Uint8Array): string | readonly number[] {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [...bytes];
  }
}
