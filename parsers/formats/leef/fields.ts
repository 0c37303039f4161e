import { isIpAddress } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import { asWhole } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { LeefRecord } from './schema.js';

/** What the record says in LEEF's own attributes; `host` is the sender by its envelope. */
export function leefFields(record: LeefRecord, host: string | null): FoundFields {
  const get = (...names: string[]) => names.map((name) => record.attributes.get(name)).find((value) => !!value) ?? null;
  const device = get('identHostName', 'devName') ?? host;
  const [source, destination] = [get('src'), get('dst')];
  const action = get('action', 'act');
  const severity = asWhole(get('sev'));
  return {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host: device }),
    'exhibit.outcome': outcomeOf(action),
    'exhibit.outcome.original': action,
    'exhibit.severity': severity !== null && severity >= 0 && severity <= 10 ? severity : null,
    'event.action': action ?? record.eventId ?? 'event',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.code': record.eventId,
    'event.severity': get('sev'),
    'event.provider': record.product,
    'event.reason': get('reason'),
    'event.original': get('msg'),
    'observer.vendor': record.vendor,
    'observer.product': record.product,
    'observer.version': record.version,
    'rule.name': get('policy'),
    'rule.category': get('cat'),
    'host.name': device,
    'user.name': get('usrName', 'identUser'),
    'source.user.name': get('accountName'),
    'source.ip': source !== null && isIpAddress(source) ? source : null,
    'source.address': source === null || isIpAddress(source) ? null : source,
    'source.port': asWhole(get('srcPort')),
    'source.mac': get('srcMAC', 'identMAC'),
    'source.bytes': asWhole(get('srcBytes')),
    'source.packets': asWhole(get('srcPackets')),
    'destination.ip': destination !== null && isIpAddress(destination) ? destination : null,
    'destination.address': destination === null || isIpAddress(destination) ? null : destination,
    'destination.port': asWhole(get('dstPort')),
    'destination.mac': get('dstMAC'),
    'destination.bytes': asWhole(get('dstBytes')),
    'destination.packets': asWhole(get('dstPackets')),
    'network.transport': get('proto')?.toLowerCase(),
    'url.original': get('url'),
    'exhibit.target': get('resource'),
    'user.roles': get('role'),
    'user.domain': get('domain'),
  };
}

function outcomeOf(action: string | null): Outcome {
  if (/^(?:deny|denied|reject)/i.test(action ?? '')) return 'denied';
  if (/^(?:block|drop|prevent)/i.test(action ?? '')) return 'prevented';
  if (/^(?:allow|permit|accept|pass)/i.test(action ?? '')) return 'allowed';
  return /^(?:detect|alert|log)/i.test(action ?? '') ? 'detected' : 'unknown';
}
