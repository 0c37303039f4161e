import { asList, asObject, asText } from '../model/json.js';
import { columnNames } from './csv-row.js';

/**
 * A row that is written as a list, by the names that its envelope gives: `columns` of Log Analytics, `Columns` of Kusto, `fields` of
 * Splunk. Anything else stays as it is.
 */
export function namedRow(value: unknown, envelope: Readonly<Record<string, unknown>> | null): unknown {
  if (!Array.isArray(value) || envelope === null) return value;
  const columns = asList(envelope['columns'] ?? envelope['Columns'] ?? envelope['fields']).map(columnName);
  if (columns.length === 0 || columns.length !== value.length || columns.includes(null)) return value;
  const names = columnNames(columns.map((name) => name ?? ''));
  return Object.fromEntries(names.map((name, index): [string, unknown] => [name, value[index]]));
}

function columnName(column: unknown): string | null {
  const object = asObject(column);
  return object === null ? asText(column) : asText(object['name'] ?? object['ColumnName']);
}
