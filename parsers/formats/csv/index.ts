import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';

/** Tables of unknown columns: kept, searchable, without time until the columns are mapped. */
export const csv: Format = {
  id: 'csv',
  title: 'Table with columns of its own (CSV)',
  parserVersion: 'csv/1',
  status: 'real data',
  rulesOnly: false,
  fallback: true,
  detect,
  parse,
};

function detect(probe: Probe): Verdict {
  const table = probe.samples.find(({ framing }) => framing.kind === 'csv' && framing.columns.length > 1);
  if (table === undefined || table.framing.kind !== 'csv')
    return { claim: false, reason: 'No table with two columns or more.' };
  const columns = table.framing.columns.slice(0, 8).join(', ');
  return {
    claim: true,
    framing: table.framing,
    reason: `A table whose columns no format knows (${columns}). Its rows are searchable and undated; mapping columns to time and fields is planned for a later version.`,
  };
}

function parse({ value, text }: RecordInput): ParsedRecord {
  const row = asObject(value);
  if (row === null)
    return { kind: 'rejected', code: 'wrong-columns', reason: 'The row cannot be read by the columns of its table.' };
  const stated = Object.entries(row).flatMap(([column, cell]) => {
    const written = asText(cell);
    return written === null ? [] : [`${column}: ${written}`];
  });
  return {
    kind: 'events',
    events: [
      {
        time: null,
        fields: {
          'exhibit.outcome': 'unknown',
          'event.kind': 'event',
          'event.outcome': 'unknown',
          'event.action': 'row',
          'event.original': text,
        },
        message: stated.join(', '),
      },
    ],
  };
}
