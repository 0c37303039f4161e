import { lookupTable } from '../../model/lookup-table.js';

/** Falco's priorities on the scale from 0 to 10. */
const SEVERITY = lookupTable<number>({
  emergency: 10,
  alert: 9,
  critical: 8,
  error: 7,
  warning: 5,
  notice: 3,
  informational: 2,
  info: 2,
  debug: 1,
});

/** Severity from 0 to 10; null for a word that is no priority. */
export function falcoSeverity(priority: string | null): number | null {
  return SEVERITY[priority?.toLowerCase() ?? ''] ?? null;
}
