import { asList, asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** An entry of the journal: `__REALTIME_TIMESTAMP` and an address of the journal, a boot, a host or a message beside it. */
export function isEntry(value: unknown): value is JsonObject {
  const object = asObject(value);
  return (
    object !== null &&
    asText(object['__REALTIME_TIMESTAMP']) !== null &&
    ['__CURSOR', '_BOOT_ID', '_HOSTNAME', 'MESSAGE', '_TRANSPORT'].some((name) => Object.hasOwn(object, name))
  );
}

/**
 * A field as text. Values that are no UTF-8 text come as lists of bytes, fields that occur several times as lists of texts, of which
 * the first counts; values that were too long as null.
 */
export function fieldText(entry: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
    const text = bytesText(value) ?? asText(Array.isArray(value) ? asList(value)[0] : value);
    if (text !== null) return text;
  }
  return null;
}

function bytesText(value: unknown): string | null {
  const bytes = asList(value);
  if (bytes.length === 0 || !bytes.every((byte) => Number.isInteger(byte) && Number(byte) >= 0 && Number(byte) < 256))
    return null;
  return new TextDecoder().decode(Uint8Array.from(bytes, Number));
}
