import type { EventFields, FieldName, FieldValue } from './fields.js';

/** Fields as a format finds them: what the record does not state is null, undefined, empty text or an empty list. */
export type FoundFields = { readonly [name in FieldName]?: FieldValue | null | undefined };

/**
 * Keeps what the record states, of several parts; a later part speaks over an earlier one where both state a field. A list
 * of one becomes the value itself; repeats in a list are dropped.
 *
 * Parts are plain literals without spreads: merging objects of that many keys would cost more than parsing the record.
 */
export function statedFields(...parts: readonly FoundFields[]): EventFields {
  const fields: { [name in FieldName]?: FieldValue } = {};
  for (const part of parts) {
    for (const name of Object.keys(part) as FieldName[]) {
      const value = part[name];
      if (value === null || value === undefined || value === '') continue;
      if (typeof value !== 'object') fields[name] = value;
      else if (value.length === 1) fields[name] = value[0]!;
      else if (value.length > 1) fields[name] = distinct(value);
    }
  }
  return fields;
}

function distinct(values: readonly string[]): FieldValue {
  const unique = [...new Set(values)];
  return unique.length === 1 ? unique[0]! : unique;
}
