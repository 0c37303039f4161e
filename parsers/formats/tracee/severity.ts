import { lookupTable } from '../../model/lookup-table.js';

/** Numbers of the flat layout and words of the protobuf layout on the scale from 0 to 10. */
const SEVERITY = lookupTable<number>({
  '0': 1,
  '1': 3,
  '2': 5,
  '3': 7,
  '4': 9,
  info: 1,
  low: 3,
  medium: 5,
  high: 7,
  critical: 9,
});

/** Severity from 0 to 10; null for what is no severity. */
export function traceeSeverity(written: string | null): number | null {
  return SEVERITY[written?.toLowerCase() ?? ''] ?? null;
}
