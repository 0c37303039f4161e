import type { Framing } from '../../model/framing.js';
import { asObject } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** Columns that Log Analytics adds to its tables. */
const OWN = [
  'TenantId',
  'SourceSystem',
  'Type',
  '_ResourceId',
  'Computer',
  '_ItemId',
  'MG',
  '_SubscriptionId',
  '_IsBillable',
];

/** The row with plain names: the portal writes the zone behind those of times (`TimeGenerated [UTC]`). */
export function plainRow(row: JsonObject): JsonObject {
  if (!Object.keys(row).some((name) => name.endsWith(']'))) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, unknown] => [name.replace(/ \[[^\]]*\]$/, ''), value]),
  );
}

/** True where the portal wrote the times of the browser's zone, which it does not name. */
export function isLocal(row: JsonObject): boolean {
  return Object.keys(row).some((name) => /\[Local Time\]$/i.test(name));
}

/** A row of one of its tables: the time it was taken in, and a column that it adds. */
export function isRow(value: unknown): value is JsonObject {
  const object = asObject(value);
  if (object === null) return false;
  const row = plainRow(object);
  return Object.hasOwn(row, 'TimeGenerated') && OWN.some((name) => Object.hasOwn(row, name));
}

/** True for rows of an answer of Kusto or of the API, whatever their columns. */
export function isAnswer(framing: Framing): boolean {
  if (framing.kind !== 'json') return false;
  const path = framing.envelope.join('.').toLowerCase();
  return framing.only?.['TableKind'] === 'PrimaryResult' || path === 'tables.[].rows';
}
