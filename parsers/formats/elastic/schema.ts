import { asObject, asText, asTexts } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** A document with what Elasticsearch says of it. */
export interface Hit {
  readonly index: string | null;
  readonly id: string | null;
  /** The document: an object whose keys are dotted or nested. */
  readonly document: JsonObject;
  /** Path of the document in the record. */
  readonly path: string;
  /** The action of a bulk file; null elsewhere. */
  readonly bulk: string | null;
}

/** A hit of a search, a line of elasticdump, or an action of a bulk file. */
export function isHit(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (typeof object['_bulk'] === 'string') return true;
  return typeof object['_index'] === 'string' && (asObject(object['_source']) ?? asObject(object['fields'])) !== null;
}

/** A document as Beats, Logstash or an application writes it; also a row of a table out of Kibana. CloudWatch has `@message` beside it. */
export function isDocument(value: unknown): boolean {
  const object = asObject(value);
  return (
    object !== null &&
    asTexts(object['@timestamp']).length > 0 &&
    !['_source', '@message', '@logStream'].some((name) => Object.hasOwn(object, name))
  );
}

/** Reads what `isHit` or `isDocument` accepts. */
export function readHit(value: unknown): Hit {
  const object = asObject(value) ?? {};
  const source = asObject(object['_source']);
  const fields = source ?? asObject(object['fields']);
  const isWrapped = isHit(value);
  return {
    index: asText(object['_index']),
    id: asText(object['_id']),
    document: isWrapped ? (fields ?? {}) : object,
    path: !isWrapped || typeof object['_bulk'] === 'string' ? '' : source === null ? 'fields' : '_source',
    bulk: asText(object['_bulk']),
  };
}

/** The value under a dotted name, however much of it is written as one key: `process.pid`, `{"process": {"pid": 1}}`. */
export function valueOf(document: JsonObject, name: string): unknown {
  if (Object.hasOwn(document, name)) return document[name];
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const key = name.slice(0, dot);
    const inner = Object.hasOwn(document, key) ? asObject(document[key]) : null;
    const value = inner === null ? undefined : valueOf(inner, name.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The value under the first of some names that holds text; of a list the first. Kibana writes `-` for nothing. */
export function textOf(document: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = valueOf(document, name);
    const text = asText(Array.isArray(value) ? (value as readonly unknown[])[0] : value);
    if (text !== null && text !== '-') return text;
  }
  return null;
}
