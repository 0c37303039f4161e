import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseVarcRecord } from './parse.js';
import { readConnection, TABLE_HEAD, tableOf } from './schema.js';

export const varcTables: Format = {
  id: 'varc',
  title: 'varc: processes, open files, connections, YARA hits',
  parserVersion: 'varc/1',
  status: 'schema assumed',
  rulesOnly: false,
  detect,
  parse: parseVarcRecord,
};

function detect({ text, samples }: Probe): Verdict {
  if (TABLE_HEAD.test(text)) {
    const table = samples.find(({ framing }) => framing.kind === 'json' && framing.envelope.join('.') === 'rows');
    const kind = tableOf(table?.value);
    if (table !== undefined && kind !== null)
      return {
        claim: true,
        framing: table.framing,
        reason: `A table of varc (CadoJsonTable): ${kind}. By documentation only.`,
      };
  }
  const lines = samples.filter(({ framing }) => framing.kind === 'lines');
  const own = lines.filter(({ value }) => (readConnection(value)?.process ?? null) !== null);
  const [first] = own;
  if (first !== undefined && own.length * 2 > lines.length)
    return {
      claim: true,
      framing: first.framing,
      reason: `${own.length} of the first ${lines.length} lines are connections of varc's netstat.log. By documentation only.`,
    };
  return { claim: false, reason: 'No table of varc (CadoJsonTable) and no line of its netstat.log.' };
}
