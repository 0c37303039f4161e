import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { auditLine } from '../../io/audit-line.js';
import type { EventFields } from '../../model/fields.js';
import type { RecordProblem } from '../../model/event.js';
import { asTexts } from '../../model/json.js';
import { auditFields, leadOf } from './fields.js';
import type { AuditAct } from './fields.js';
import { isLaurelEvent, laurelAct } from './laurel.js';
import { auditRecord } from './record.js';
import { auditStamp } from './time.js';

export const auditPayloads: PayloadFormat = {
  what: 'audit record',
  known: 'type=... msg=audit(time:serial):, or an event of LAUREL',
  isOwn: (value) => {
    const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return typeof first === 'string' ? auditLine(first) !== null : isLaurelEvent(value);
  },
  read,
};

/** Reads the records of one serial, or one record alone. */
function read({ value, envelope }: Payload): ReadPayload {
  const act = isLaurelEvent(value) ? laurelAct(value) : actOf(asTexts(value));
  const lead = leadOf(act);
  const { time } = auditStamp(lead.stamp);
  const fields = auditFields(act, envelope.host);
  const problems: RecordProblem[] = [];
  if (time === null)
    problems.push({
      code: 'bad-time',
      reason: `The time "${lead.stamp}" cannot be read; the act is kept without one.`,
    });
  if (lead.type === 'DAEMON_ROTATE' || /^(?:DAEMON_ERR|DAEMON_ABORT)$/.test(lead.type))
    problems.push({
      code: 'dropped-events',
      reason: `The audit daemon states ${lead.type}: records may be missing here.`,
    });
  return { events: [{ time, fields, message: sentence(fields, lead.type, lead.text) }], problems };
}

function actOf(lines: readonly string[]): AuditAct {
  const records = lines.flatMap((line) => auditRecord(line) ?? []);
  return { records, serial: auditStamp(records[0]?.stamp ?? '').serial };
}

/** `root (login 1000): execve /usr/bin/id [id] success=yes exit=0`. */
function sentence(fields: EventFields, type: string, text: string): string {
  const word = (name: keyof EventFields): string | null => {
    const value = fields[name];
    return value === undefined ? null : [value].flat().join(', ');
  };
  const who = word('user.name') ?? (word('user.id') === null ? null : `uid ${word('user.id')}`);
  const login = word('user.audit.name') ?? word('user.audit.id');
  const what =
    word('event.original') ??
    word('process.command_line') ??
    word('file.path') ??
    word('user.target.name') ??
    word('container.name') ??
    word('package.name') ??
    word('destination.ip') ??
    word('source.ip') ??
    word('service.name');
  const parts = [
    word('event.action'),
    what,
    word('process.executable') === null ? null : `by ${word('process.executable')}`,
    word('exhibit.outcome.original'),
  ].filter((part) => part !== null);
  const isTold = what !== null || word('process.executable') !== null;
  const said =
    !isTold || type.startsWith('DAEMON_') || type === 'AVC' ? `${type} ${text.trim()}`.slice(0, 500) : parts.join(' ');
  const actor = [who, login === null ? null : `login ${login}`].filter((part) => part !== null).join(', ');
  return actor === '' ? said : `${actor}: ${said}`;
}
