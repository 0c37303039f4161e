import type { NormalisedEvent, RecordProblem } from '../../model/event.js';
import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { calendarTime } from '../../time/calendar.js';
import { parseTime } from '../../time/parse.js';
import { eveFields, ip, severityOf } from './fields.js';
import type { FastLine } from './schema.js';

/** What an EVE event or a line says, and complaints that do not cost it. */
export interface ReadEvent {
  readonly events: readonly NormalisedEvent[];
  readonly problems: readonly RecordProblem[];
}

/**
 * One EVE event. A flow is logged when it ends: its time is its start, `timestamp` when it was logged. Counters of the engine
 * (`stats`) are no event of anybody's and give none.
 */
export function readEve(event: JsonObject): ReadEvent {
  const type = asText(event['event_type']);
  if (type === 'stats') return { events: [], problems: [] };
  const logged = parseTime(event['timestamp']);
  const flow = asObject(event[type === 'netflow' ? 'netflow' : 'flow']);
  const isFlow = (type === 'flow' || type === 'netflow') && flow !== null;
  const start = isFlow ? parseTime(flow['start']) : null;
  const end = isFlow ? parseTime(flow['end']) : null;
  const others: (RecordedTime | null)[] = [
    end,
    start === null || logged === null ? null : { ...logged, kind: 'logged' },
  ];
  const otherTimes = others.filter((time) => time !== null);
  return {
    events: [
      {
        time: start ?? logged,
        ...(otherTimes.length === 0 ? {} : { otherTimes }),
        fields: statedFields(...eveFields(event)),
        message: sentence(event),
      },
    ],
    problems: logged === null ? [badTime(asText(event['timestamp']) ?? '')] : [],
  };
}

function sentence(event: JsonObject): string {
  const type = asText(event['event_type']) ?? 'event';
  const end = (address: string, port: string): string => {
    const [name, number] = [asText(event[address]) ?? '?', asText(event[port])];
    return number === null ? name : name.includes(':') ? `[${name}]:${number}` : `${name}:${number}`;
  };
  const between = Object.hasOwn(event, 'src_ip')
    ? ` ${end('src_ip', 'src_port')} -> ${end('dest_ip', 'dest_port')}`
    : '';
  const what = [
    at(event, 'alert', 'signature'),
    at(event, 'dns', 'rrname') ?? at(asList(at(event, 'dns', 'queries'))[0], 'rrname'),
    at(event, 'http', 'hostname'),
    at(event, 'http', 'url'),
    at(event, 'tls', 'sni'),
    at(event, 'fileinfo', 'filename'),
    at(event, 'anomaly', 'event'),
    at(event, 'ssh', 'client', 'software_version'),
    at(event, 'ssh', 'server', 'software_version'),
    at(event, 'smtp', 'mail_from'),
    asTexts(at(event, 'smtp', 'rcpt_to')).join(', '),
    at(event, 'email', 'subject'),
    at(event, 'smb', 'command'),
    at(event, 'smb', 'filename'),
    at(event, 'smb', 'status'),
    at(event, 'engine', 'message'),
  ].flatMap((value) => asText(value) ?? []);
  return `${type}${between}${what.length === 0 ? '' : `: ${what.join(' ')}`}`;
}

/** One line of fast.log, in the local time of the sensor. */
export function readFastEvent(line: FastLine): ReadEvent {
  const time = fastTime(line.time);
  const [source, destination] = [endpoint(line.source), endpoint(line.destination)];
  const isDropped = line.action === 'Drop';
  return {
    events: [
      {
        time,
        fields: statedFields({
          'exhibit.layer': 'host',
          'exhibit.outcome': isDropped ? 'prevented' : 'detected',
          'exhibit.outcome.original': line.action,
          'exhibit.severity': severityOf(line.priority),
          'event.action': 'alert',
          'event.category': ['network', 'intrusion_detection'],
          'event.kind': 'alert',
          'event.outcome': 'unknown',
          'event.dataset': 'suricata.fast',
          'event.severity': line.priority,
          'observer.product': 'Suricata',
          'rule.id': line.signature,
          'rule.name': line.message,
          'rule.version': line.revision,
          'rule.category': line.classification,
          'network.transport': line.protocol?.toLowerCase(),
          'source.ip': ip(source.address),
          'source.port': source.port,
          'destination.ip': ip(destination.address),
          'destination.port': destination.port,
        }),
        message: `alert ${line.source} -> ${line.destination}: ${line.message}`,
      },
    ],
    problems: time === null ? [badTime(line.time)] : [],
  };
}

/** `MM/DD/YYYY`; builds of others write `YY/MM/DD`, a year of two digits stands in front; Snort writes `MM/DD` alone. */
function fastTime(text: string): RecordedTime | null {
  const [, yearlessMonth, yearlessDay = '', yearlessClock = ''] = /^(\d\d)\/(\d\d)-(.+)$/.exec(text) ?? [];
  if (yearlessMonth !== undefined)
    return calendarTime(text, { year: null, month: yearlessMonth, day: yearlessDay, clock: yearlessClock });
  const [, first = '', second = '', third = '', clock = ''] = /^(\d\d)\/(\d\d)\/(\d{2,4})-(.+)$/.exec(text) ?? [];
  const [year, month, day] = third.length === 4 ? [third, first, second] : [first, second, third];
  return calendarTime(text, { year, month, day, clock });
}

/** An address with the port behind its last colon; protocols without ports write the address alone. */
function endpoint(text: string): { readonly address: string; readonly port: number | null } {
  if (ip(text) !== null) return { address: text, port: null };
  const [, address = text, port] = /^\[?(.+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return { address, port: asWhole(port) };
}

function badTime(text: string): RecordProblem {
  return {
    code: 'bad-time',
    reason: `The time "${text.slice(0, 80)}" cannot be read; the event is kept without a time.`,
  };
}
