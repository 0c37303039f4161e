import { asText } from '../model/json.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carrier } from './carried.js';

/** `USER_LOGIN pid=1298 ...`, of older journals `<audit-1112> pid=1298 ...`. */
const MESSAGE = /^(?:([A-Z][A-Z0-9_]{1,40})|<audit-(\d{3,5})>) (?=\S)/;

/**
 * The journal's copy of a record of the Linux audit log: the type begins the message, the serial and the time stand in fields. The
 * payload is the line that auditd would write. Source: systemd.journal-fields(7), journald-audit.c.
 */
export const journalAudit: Carrier = (value) => {
  const [message, serial] = [asText(value['MESSAGE']), asText(value['_AUDIT_ID'])];
  const written = asText(value['_SOURCE_REALTIME_TIMESTAMP'] ?? value['__REALTIME_TIMESTAMP']);
  if (value['_TRANSPORT'] !== 'audit' || message === null || serial === null || written === null) return null;
  const [head, type, number = ''] = MESSAGE.exec(message) ?? [];
  const [, seconds, micros] = /^(\d{1,12})(\d{6})$/.exec(written) ?? [];
  if (head === undefined || seconds === undefined || micros === undefined || !/^\d{1,12}$/.test(serial)) return null;
  const logged = parseTime(value['__REALTIME_TIMESTAMP'], { kind: 'logged' });
  const name = type?.replace(/^AUDIT(?=\d)/, '') ?? number;
  return {
    payloads: [
      {
        path: 'MESSAGE',
        value: `type=${name} msg=audit(${seconds}.${micros}:${serial}): ${message.slice(head.length)}`,
      },
    ],
    name: carrierName('journal'),
    times: logged === null ? [] : [logged],
    host: asText(value['_HOSTNAME']),
  };
};
