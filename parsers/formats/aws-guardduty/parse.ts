import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { attackTechniques } from '../../model/attack-tags.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { actionFields, findingOutcome } from './action.js';
import { resourceFields } from './resource.js';
import { runtimeFields } from './runtime.js';
import { findingAt, isFinding } from './schema.js';
import type { Finding } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

export const findings: PayloadFormat = {
  what: 'GuardDuty finding',
  known: 'id, a type of GuardDuty, and its service block or severity, resource and account',
  isOwn: isFinding,
  read,
};

function read({ value }: Payload): ReadPayload {
  const finding = findingAt(value);
  const [id, updated] = [finding.text('id'), finding.text('updatedAt')];
  const first = parseTime(finding.value('service', 'eventFirstSeen'), UTC);
  const last = parseTime(finding.value('service', 'eventLastSeen'), UTC);
  const made = ['createdAt', 'updatedAt'].map((name) => parseTime(finding.value(name), { kind: 'logged', ...UTC }));
  const time = first ?? last ?? made[0] ?? null;
  const others = [last, ...made].filter((each) => each !== null && each !== time);
  const title = finding.text('title') ?? finding.text('type') ?? '';
  return {
    events: [
      {
        time,
        otherTimes: others.filter((each) => each !== null),
        fields: fieldsOf(finding),
        message: `GuardDuty: ${title}${isTest(finding) ? ' (a sample finding, made for a test)' : ''}`,
      },
    ],
    key: id === null || updated === null ? null : `${id}/${updated}`,
    problems: timeProblems(finding),
  };
}

/** GuardDuty writes UTC; table tools drop the mark. */
const UTC = { zoneless: 'utc' } as const;

function timeProblems(finding: Finding): NonNullable<ReadPayload['problems']> {
  const written = finding.text('service', 'eventFirstSeen');
  if (written === null || parseTime(written, UTC) !== null) return [];
  return [{ code: 'bad-time', reason: `The eventFirstSeen "${written.slice(0, 80)}" cannot be read.` }];
}

function fieldsOf(finding: Finding) {
  const { outcome, original } = findingOutcome(finding);
  const type = finding.text('type') ?? '';
  const purpose = type.split(':', 1)[0] ?? '';
  const signals = finding
    .list('service', 'detection', 'sequence', 'sequenceIndicators')
    .flatMap((indicator) => (indicator.text('key') === 'ATTACK_TECHNIQUE' ? indicator.texts('values') : []));
  const severity = Number(finding.text('severity') ?? Number.NaN);
  return statedFields(...resourceFields(finding), runtimeFields(finding), actionFields(finding), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.severity': severity >= 0 && severity <= 10 ? Math.floor(severity) : null,
    'exhibit.count': finding.whole('service', 'count'),
    'exhibit.test': isTest(finding) ? 'true' : null,
    'exhibit.tactic.derived': TACTICS[purpose],
    'event.kind': 'alert',
    'event.type': outcome === 'prevented' || outcome === 'denied' ? ['info', 'denied'] : 'info',
    'event.outcome': outcome === 'detected' ? 'unknown' : 'failure',
    'event.provider': 'guardduty',
    'event.id': finding.text('id'),
    'event.reason': finding.text('description'),
    'event.severity': finding.text('severity'),
    'event.original': finding.text('title'),
    'rule.name': type,
    'rule.category': purpose,
    'threat.technique.id': attackTechniques([...signals, finding.text('description')]),
  });
}

function isTest(finding: Finding): boolean {
  const sample = finding.value('service', 'additionalInfo', 'sample');
  const written = finding.text('service', 'additionalInfo', 'value') ?? '';
  return (
    sample === true ||
    /"sample":\s*true/.test(written) ||
    /^\[SAMPLE\]|GeneratedFinding/.test(finding.text('title') ?? '')
  );
}

/** The purpose, first word of a type, as ATT&CK tactic; the rest are words of GuardDuty's own. */
const TACTICS = lookupTable<string>({
  Backdoor: 'command-and-control',
  CredentialAccess: 'credential-access',
  CryptoCurrency: 'impact',
  DefenseEvasion: 'defense-evasion',
  Discovery: 'discovery',
  Execution: 'execution',
  Exfiltration: 'exfiltration',
  Impact: 'impact',
  InitialAccess: 'initial-access',
  Persistence: 'persistence',
  PrivilegeEscalation: 'privilege-escalation',
  Recon: 'discovery',
  Stealth: 'defense-evasion',
  UnauthorizedAccess: 'initial-access',
});
