import { asList, asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One row of a result: what a query found, found anew, or no longer found. */
export interface OsqueryRow {
  /** `added`, `removed`, `snapshot`. */
  readonly action: string;
  /** Values by column, all texts. */
  readonly columns: JsonObject;
}

/**
 * A result of a scheduled query in one of its four shapes: a row with its action, a snapshot as rows or as a list, a batch. Source: osquery
 * documentation, "Logging".
 */
export function isOsqueryResult(value: unknown): boolean {
  const result = asObject(value);
  if (result === null || asText(result['name']) === null || !isOfHost(result)) return false;
  return (
    asObject(result['columns']) !== null ||
    Array.isArray(result['snapshot']) ||
    asObject(result['diffResults']) !== null
  );
}

/** A line of osquery's own log: what the daemon did and what failed. */
export function isOsqueryStatus(value: unknown): boolean {
  const status = asObject(value);
  if (status === null || !isOfHost(status) || asText(status['severity']) === null) return false;
  return typeof status['message'] === 'string' && typeof status['filename'] === 'string';
}

function isOfHost(value: JsonObject): boolean {
  return asText(value['hostIdentifier']) !== null && asText(value['unixTime'] ?? value['calendarTime']) !== null;
}

/** The rows of a value that `isOsqueryResult` accepts. */
export function osqueryRows(result: JsonObject): readonly OsqueryRow[] {
  const columns = asObject(result['columns']);
  if (columns !== null) return [{ action: asText(result['action']) ?? 'snapshot', columns }];
  if (Array.isArray(result['snapshot'])) return rows(result['snapshot'], 'snapshot');
  const batch = asObject(result['diffResults']) ?? {};
  return [...rows(batch['added'], 'added'), ...rows(batch['removed'], 'removed')];
}

function rows(list: unknown, action: string): readonly OsqueryRow[] {
  return asList(list).flatMap((row) => {
    const columns = asObject(row);
    return columns === null ? [] : [{ action, columns }];
  });
}
