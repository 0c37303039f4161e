import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { attackTechniques } from '../../model/attack-tags.js';
import { asObject, asText, asTexts, at } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';

/** Rules that look for something in logs: recognised and listed. Specification: SigmaHQ/sigma-specification 2.0. */
export const sigma: Format = {
  id: 'sigma',
  title: 'Sigma rules (listed, not evaluated)',
  parserVersion: 'sigma/1',
  status: 'real data',
  rulesOnly: true,
  detect,
  parse,
};

const PARTS = ['detection', 'correlation', 'filter'];

function detect({ text }: Probe): Verdict {
  const head = text.replace(/^\uFEFF/, '');
  const isRule = /^title:/m.test(head) && /^(?:detection|correlation|filter):/m.test(head);
  if (!isRule || /^\s*[{[<]/.test(head))
    return { claim: false, reason: 'It has not the title and detection of a Sigma rule at the beginning of lines.' };
  return {
    claim: true,
    framing: { kind: 'entries', entry: 'yaml' },
    reason: 'It is YAML with title and detection, correlation or filter: a Sigma rule.',
  };
}

function parse({ value }: RecordInput): ParsedRecord {
  const rule = asObject(value);
  const part = PARTS.find((key) => asObject(rule?.[key]) !== null);
  const title = asText(rule?.['title']);
  if (rule === null || title === null || part === undefined)
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No Sigma rule: title, or detection, correlation or filter is missing.',
    };
  const source = ['product', 'category', 'service']
    .map((key) => asText(at(rule, 'logsource', key)))
    .filter((word) => word !== null);
  const tags = asTexts(rule['tags']);
  const fields = statedFields({
    'exhibit.outcome': 'unknown',
    'event.kind': 'enrichment',
    'event.category': 'threat',
    'event.type': 'info',
    'event.action': part === 'detection' ? 'rule' : `${part} rule`,
    'event.provider': 'Sigma',
    'event.severity': asText(rule['level']),
    'event.dataset': source.join('/'),
    'rule.id': asText(rule['id']),
    'rule.name': title,
    'rule.description': asText(rule['description'])?.trim(),
    'rule.category': tags,
    'rule.version': asText(rule['modified']) ?? asText(rule['date']),
    'threat.technique.id': attackTechniques(tags),
    'threat.tactic.name': tags.flatMap(tactic),
    // The licence of rules asks that their author stays named.
    'user.name': asText(rule['author']),
  });
  const message = `Rule: ${title} (${[source.join('/'), asText(rule['level']), asText(rule['author'])].filter((word) => word !== null && word !== '').join(', ')})`;
  return { kind: 'events', events: [{ time: null, fields, message }] };
}

/** `attack.privilege_escalation` and `attack.privilege-escalation` are one tactic; groups, software and techniques are none. */
function tactic(tag: string): readonly string[] {
  const name = /^attack\.([a-z][a-z_-]+)$/.exec(tag)?.[1];
  return name === undefined ? [] : [name.replaceAll('_', '-')];
}
