import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseSplunkRecord } from './parse.js';
import { isCollectorEvent, isColumnAnswer, isExportLine, isSplunkRow, isXmlResult } from './schema.js';

export const splunk: Format = {
  id: 'splunk',
  title: 'Splunk search results (JSON, CSV, XML)',
  parserVersion: 'splunk/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseSplunkRecord,
};

/** How a row of each output is known. */
const OUTPUTS: readonly (readonly [(value: unknown) => boolean, string])[] = [
  [isExportLine, 'an export (preview, result)'],
  [isXmlResult, 'XML results (result, field)'],
  [isColumnAnswer, 'JSON results by columns (fields, columns)'],
  [isCollectorEvent, 'events of its HTTP collector (time, event, sourcetype)'],
  [isSplunkRow, "rows with Splunk's own fields (_raw, _cd, _bkt, _indextime)"],
];

function detect(probe: Probe): Verdict {
  for (const [isOwn, what] of OUTPUTS) {
    const own = probe.samples.find(({ value }) => isOwn(value));
    if (own !== undefined) return { claim: true, framing: own.framing, reason: `Splunk search results: ${what}.` };
  }
  const [first] = probe.samples;
  if (
    first?.framing.kind === 'json' &&
    /^\s*\{\s*"preview"\s*:\s*(?:true|false)\s*,\s*"init_offset"/.test(probe.text.replace('\uFEFF', ''))
  )
    return {
      claim: true,
      framing: first.framing,
      reason: 'Splunk search results: an answer with preview and init_offset.',
    };
  const table = probe.samples.find(({ framing }) => framing.kind === 'csv' && areColumns(framing.columns));
  if (table !== undefined)
    return {
      claim: true,
      framing: table.framing,
      reason: 'Splunk search results: a table with _time, _raw or __mv_ columns.',
    };
  return {
    claim: false,
    reason: "No row has Splunk's own fields (_raw, _cd, _bkt) or stands in an answer of its search.",
  };
}

function areColumns(columns: readonly string[]): boolean {
  const has = (name: string) => columns.includes(name);
  return (
    columns.some((name) => name.startsWith('__mv_')) ||
    (has('_raw') && !has('_source')) ||
    (has('_time') && ['host', 'source', 'sourcetype', 'index', 'splunk_server', '_span'].some(has))
  );
}
