import type { SyslogHeader } from '../../carriers/syslog-header.js';
import { asWhole } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { messageFields } from '../../model/program-message.js';
import type { FoundFields } from '../../model/stated-fields.js';

const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'syslog',
  'lpr',
  'news',
  'uucp',
  'cron',
  'authpriv',
  'ftp',
  'ntp',
  'security',
  'console',
  'solaris-cron',
  'local0',
  'local1',
  'local2',
  'local3',
  'local4',
  'local5',
  'local6',
  'local7',
];
const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'];
/** Emergency to debug on the scale of 10. */
const SCALE = [10, 9, 8, 7, 5, 3, 2, 1];

/** What a line says: its header, what a known program says in it, and the container or pod it names. */
export function lineFields(header: SyslogHeader): readonly FoundFields[] {
  const { priority, host, app, pid, msgid, body } = header;
  const severity = priority === null ? null : priority % 8;
  const facility = priority === null ? null : Math.floor(priority / 8);
  const common: FoundFields = {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host }),
    'exhibit.outcome': 'unknown',
    'exhibit.severity': severity === null ? null : SCALE[severity],
    'event.action': 'log',
    'event.category': ['host'],
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': app,
    'event.severity': severity === null ? null : SEVERITIES[severity],
    'event.original': body,
    'host.name': host,
    'process.name': app,
    'process.pid': asWhole(pid),
    'log.syslog.priority': priority,
    'log.syslog.facility.code': facility,
    'log.syslog.facility.name': facility === null ? null : FACILITIES[facility],
    'log.syslog.severity.code': severity,
    'log.syslog.severity.name': severity === null ? null : SEVERITIES[severity],
    'log.syslog.appname': app,
    'log.syslog.msgid': msgid,
  };
  return [common, ...messageFields(app, body, host)];
}
