import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { parseLogAnalyticsRow } from './parse.js';
import { isAnswer, isRow } from './schema.js';

/** An envelope: what `SyslogMessage` or `log_s` holds goes to the format that knows it. */
export const logAnalytics: Format = {
  id: 'log-analytics',
  title: 'Microsoft Sentinel and Log Analytics (CSV, API, Kusto)',
  parserVersion: 'log-analytics/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseLogAnalyticsRow,
};

function detect({ samples }: Probe): Verdict {
  const answer = samples.find(({ value, framing }) => isAnswer(framing) && asObject(value) !== null);
  if (answer !== undefined)
    return {
      claim: true,
      framing: answer.framing,
      reason: 'Rows of an answer of Log Analytics or Kusto (columns, rows).',
    };
  const row = samples.find(({ value }) => isRow(value));
  if (row === undefined)
    return { claim: false, reason: 'No row has TimeGenerated with TenantId, Type, Computer or their like.' };
  return { claim: true, framing: row.framing, reason: 'Rows of Log Analytics (TimeGenerated and its own columns).' };
}
