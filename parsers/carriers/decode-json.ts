import { readJson } from '../io/json-reader.js';
import { DEFAULT_LIMITS } from '../io/limits.js';

/** Decodes JSON held as text inside a record, without loss of long integers. Undefined where it cannot be decoded. */
export function decodeJson(text: string): unknown {
  const read = readJson(text, DEFAULT_LIMITS.jsonDepth);
  return read.ok ? read.value : undefined;
}
