import { syslogHeader, type SyslogHeader } from '../../carriers/syslog-header.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import { lineFields } from './fields.js';

/** Reads one line. What its body carries was asked for before. */
export function parseSyslogLine({ value, text }: RecordInput): ParsedRecord {
  if (typeof value !== 'string') return { kind: 'rejected', code: 'wrong-shape', reason: 'No line of syslog.' };
  const header = syslogHeader(text);
  if (header === null) return { kind: 'events', events: [continuation(text)] };
  const problems = runTogether(header);
  return { kind: 'events', events: [lineEvent(header)], ...(problems.length === 0 ? {} : { problems }) };
}

function lineEvent(header: SyslogHeader): NormalisedEvent {
  const { time, app, pid, body } = header;
  const program = app === null ? '' : `${app}${pid === null ? '' : `[${pid}]`}: `;
  return {
    time,
    fields: statedFields(...lineFields(header)),
    message: `${program}${body.trim()}`.trim() || 'A line without a message.',
  };
}

/** A line without a time: the rest of a message over several lines, or damage. It is not dated by the line before. */
function continuation(text: string): NormalisedEvent {
  return {
    time: null,
    fields: {
      'exhibit.layer': 'host',
      'exhibit.outcome': 'unknown',
      'event.action': 'line without time',
      'event.kind': 'event',
      'event.outcome': 'unknown',
      'event.original': text,
    },
    message: text.trim() || 'An empty line.',
  };
}

/** A header of its own within a line: a stream without line ends, or somebody who writes headers into his messages. */
const INNER_HEADER = /.<\d{1,3}>(?:1 )?(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )/;

function runTogether({ body }: SyslogHeader): readonly RecordProblem[] {
  if (!INNER_HEADER.test(body)) return [];
  return [
    {
      code: 'run-together',
      reason:
        'The message holds what looks like headers of further messages. It is kept as one: whoever writes a message can write a header into it.',
    },
  ];
}
