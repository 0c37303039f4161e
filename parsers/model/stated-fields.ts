import type { EventFields, FieldName, FieldValue } from './fields.js';

/** Fields as a format finds them: what the record does not state is null, undefined, empty text or an empty list. */
export type FoundFields = { readonly [name in FieldName]?: FieldValue | null | undefined };

/** Keeps what the record states. A list of one becomes the value itself; repeats in a list are dropped. */
export function statedFields(found: FoundFields): EventFields {
  const fields: { [name in FieldName]?: FieldValue } = {};
  for (const name of Object.keys(found) as FieldName[]) {
    const value = found[name];
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'string' || typeof value === 'number') {
      fields[name] = value;
      continue;
    }
    const values = [...new Set(value)];
    const [only] = values;
    if (only !== undefined) fields[name] = values.length === 1 ? only : values;
  }
  return fields;
}
