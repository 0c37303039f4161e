import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asList, asObject, asText, at } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';

/**
 * MITRE ATT&CK as a list of tactics and techniques. Reference data, which the product brings along itself: recognised, so that nobody
 * takes it for evidence. ATT&CK as STIX is read as STIX.
 */
export const attackKnowledge: Format = {
  id: 'attack-knowledge',
  title: 'MITRE ATT&CK, tactics and techniques (reference data)',
  parserVersion: 'attack-knowledge/1',
  status: 'real data',
  rulesOnly: true,
  detect,
  parse,
};

function isKnowledge(value: unknown): boolean {
  const document = asObject(value);
  const first = (key: string): string => asText(at(asList(document?.[key])[0], 'id')) ?? '';
  return /^TA\d{4}$/.test(first('tactics')) && /^T\d{4}/.test(first('techniques'));
}

function detect({ samples, text }: Probe): Verdict {
  const sample = samples.find(({ value }) => isKnowledge(value));
  // It is larger than what is looked at.
  const isCut = /"tactics":\s*\[\s*\{\s*"id":\s*"TA\d{4}"/.test(text) && text.trimStart().startsWith('{');
  if (sample === undefined && !isCut)
    return { claim: false, reason: 'It does not list tactics and techniques of ATT&CK.' };
  return {
    claim: true,
    framing: { kind: 'json', envelope: [] },
    reason: 'It lists tactics and techniques of MITRE ATT&CK: reference data, no evidence.',
  };
}

function parse({ value }: RecordInput): ParsedRecord {
  if (!isKnowledge(value))
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No list of tactics and techniques of ATT&CK.' };
  const tactics = asList(at(value, 'tactics')).length;
  const techniques = asList(at(value, 'techniques')).length;
  const fields = statedFields({
    'exhibit.outcome': 'unknown',
    'event.kind': 'enrichment',
    'event.category': 'threat',
    'event.action': 'reference data',
    'event.provider': 'MITRE ATT&CK',
    'event.reason': asText(at(value, 'notice')),
  });
  const message =
    `MITRE ATT&CK: ${tactics} tactics, ${techniques} techniques. ${asText(at(value, 'notice')) ?? ''}`.trim();
  return { kind: 'events', events: [{ time: null, fields, message }] };
}
