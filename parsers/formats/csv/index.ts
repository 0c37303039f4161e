import { csvFields } from '../../io/csv-row.js';
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
  turn: 'last',
  detect,
  parse,
};

function detect(probe: Probe): Verdict {
  const framing = probe.samples.find((sample) => sample.framing.kind === 'csv')?.framing;
  if (framing?.kind !== 'csv') return { claim: false, reason: 'No table with rows of equal length.' };
  const firstRow = csvFields(probe.text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '', framing.delimiter);
  if (firstRow.every(isName)) {
    const columns = framing.columns.slice(0, 8).join(', ');
    return { claim: true, framing, reason: `A table whose columns no format knows (${columns}). ${UNMAPPED}` };
  }
  if (framing.delimiter === '|' || firstRow.length < LEAST_WITHOUT_HEADER) {
    return { claim: false, reason: 'Rows of equal length, but the first one is no header.' };
  }
  const columns = firstRow.map((_, index) => `column ${index + 1}`);
  return {
    claim: true,
    framing: { ...framing, header: false, columns },
    reason: `A table without header. ${UNMAPPED}`,
  };
}

const UNMAPPED = 'Its rows are searchable and undated until the columns are named: "Read it otherwise" in the ledger.';

/** Lines of text with commas in them are no table; that many columns in every line are. */
const LEAST_WITHOUT_HEADER = 4;

/** True for what can name a column: letters, no number in front, no path, no time of day, no value of a key. */
function isName(cell: string): boolean {
  const name = cell.trim();
  return (
    name === '' || (/^[^\d/{}="<>][^{}="<>]{0,80}$/.test(name) && /\p{L}/u.test(name) && !/\d:\d|^\w+:\d/.test(name))
  );
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
