import type { Format, Probe, Verdict } from '../../model/format.js';
import { asText, at } from '../../model/json.js';
import { parseElasticRecord } from './parse.js';
import { isDocument, isHit } from './schema.js';

export const elastic: Format = {
  id: 'elastic',
  title: 'Elasticsearch, OpenSearch, Kibana: dumps, answers, ECS documents',
  parserVersion: 'elastic/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseElasticRecord,
};

function detect(probe: Probe): Verdict {
  const hit = probe.samples.find(({ value }) => isHit(value));
  if (hit !== undefined) {
    const index = asText(at(hit.value, '_index')) ?? 'not named';
    return { claim: true, framing: hit.framing, reason: `Documents out of Elasticsearch (index ${index}).` };
  }
  const document = probe.samples.find(({ value }) => isDocument(value));
  if (document === undefined)
    return { claim: false, reason: 'No record is a hit (_index, _source) or a document with @timestamp.' };
  const isTable = document.framing.kind === 'csv';
  return {
    claim: true,
    framing: document.framing,
    reason: isTable
      ? 'A table out of Kibana (column @timestamp).'
      : 'Documents with @timestamp, as Beats and Logstash write them.',
  };
}
