import { asObject } from '../model/json.js';
import { readJson } from './json-reader.js';

/**
 * Decodes the members of a document that precede its list. `prefix` is the document up to the list's bracket, `path` the
 * keys that lead to the list. Null where nothing precedes it, or where it cannot be decoded.
 */
export function readEnvelope(
  prefix: Uint8Array,
  path: readonly string[],
  depth: number,
): Readonly<Record<string, unknown>> | null {
  const text = `${new TextDecoder().decode(prefix)}null${'}'.repeat(path.length)}`;
  const read = readJson(text, depth);
  const document = read.ok ? withoutPath(asObject(read.value), path) : null;
  return document !== null && Object.keys(document).length > 0 ? document : null;
}

function withoutPath(
  object: Readonly<Record<string, unknown>> | null,
  path: readonly string[],
): Readonly<Record<string, unknown>> | null {
  const [key, ...rest] = path;
  if (object === null || key === undefined) return object;
  const members = Object.entries(object).filter(([name]) => name !== key);
  const inner = rest.length === 0 ? null : withoutPath(asObject(object[key]), rest);
  if (inner !== null && Object.keys(inner).length > 0) members.push([key, inner]);
  return Object.fromEntries(members);
}
