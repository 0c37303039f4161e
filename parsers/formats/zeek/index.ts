import { detectPayloads, parsePayloads, type PayloadFormat } from '../../carriers/payload-format.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { readRow } from './parse.js';
import { isZeekRow } from './schema.js';

const ROW: PayloadFormat = {
  what: 'Zeek log row',
  known: 'ts with uid and id.orig_h, _path, or the columns of one of its logs',
  isOwn: isZeekRow,
  read: ({ value }, { context }) => readRow(isZeekRow(value) ? value : {}, context.name),
};

export const zeek: Format = {
  id: 'zeek',
  title: 'Zeek logs (JSON and tables)',
  parserVersion: 'zeek/2',
  status: 'real data',
  rulesOnly: false,
  owns: isZeekRow,
  detect,
  parse: (record) => {
    const { value, context } = record;
    // Under a header of Zeek's every row is one, whatever its columns.
    if (context.framing.kind !== 'zeek') return parsePayloads(record, ROW);
    return { kind: 'events', ...readRow(asObject(value) ?? {}, context.name) };
  },
};

function detect(probe: Probe): Verdict {
  const table = probe.samples.find(({ framing }) => framing.kind === 'zeek');
  if (table === undefined) return detectPayloads(probe, ROW);
  return {
    claim: true,
    framing: table.framing,
    reason: 'A table with the header of a Zeek log (#separator, #fields).',
  };
}
