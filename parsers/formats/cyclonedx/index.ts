import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat } from '../../carriers/payload-format.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { readBom } from './parse.js';
import { isBom } from './schema.js';
import { bomOfXml } from './xml.js';

const payloads: PayloadFormat = {
  what: 'CycloneDX document',
  known: 'bomFormat CycloneDX',
  isOwn: isBom,
  read: ({ value }) => readBom(value),
};

export const cyclonedx: Format = {
  id: 'cyclonedx',
  title: 'CycloneDX bills of materials, JSON and XML',
  parserVersion: 'cyclonedx/1',
  status: 'real data',
  rulesOnly: true,
  owns: isBom,
  detect,
  parse,
};

const XML = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^]{0,2000}?-->\s*)?<bom\s[^>]{0,2000}cyclonedx\.org\/schema\/bom/;

function detect(probe: Probe): Verdict {
  if (!XML.test(probe.text.replace(/^\uFEFF/, ''))) return detectPayloads(probe, payloads);
  return {
    claim: true,
    framing: { kind: 'xml', element: 'bom' },
    reason: 'It is the XML of a CycloneDX bill of materials (bom).',
  };
}

function parse(record: RecordInput): ParsedRecord {
  const bom = record.context.framing.kind === 'xml' ? bomOfXml(record.value) : null;
  return bom === null ? parsePayloads(record, payloads) : { kind: 'events', ...readBom(bom) };
}
