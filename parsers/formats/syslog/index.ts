import { syslogHeader } from '../../carriers/syslog-header.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseSyslogLine } from './parse.js';

export const syslog: Format = {
  id: 'syslog',
  title: 'Syslog (RFC 3164, RFC 5424, rsyslog files)',
  parserVersion: 'syslog/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseSyslogLine,
};

const KINDS = {
  rfc3164: 'RFC 3164, times without year and zone',
  rfc5424: 'RFC 5424',
  iso: 'rsyslog with ISO times',
} as const;

/** Lines of messages that go on may be many, but headers are at least every third line. */
function detect(probe: Probe): Verdict {
  const lines = probe.samples.filter(({ framing }) => framing.kind === 'lines');
  const headers = lines.flatMap(({ value }) => (typeof value === 'string' ? (syslogHeader(value) ?? []) : []));
  const [first] = headers;
  if (first === undefined || headers.length * 3 < lines.length)
    return { claim: false, reason: 'Fewer than a third of its lines begin with a syslog header.' };
  const reason = `${headers.length} of the first ${lines.length} lines begin with a syslog header (${KINDS[first.kind]}).`;
  return { claim: true, framing: { kind: 'lines' }, reason };
}
