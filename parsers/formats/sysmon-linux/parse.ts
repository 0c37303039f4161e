import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { ipAddress, portNumber } from '../../model/address.js';
import { asWhole } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { isSysmonEvent, readSysmonEvent } from './schema.js';
import type { SysmonEvent } from './schema.js';

export const sysmonPayloads: PayloadFormat = {
  what: 'Sysmon for Linux event',
  known: 'Event with the provider Linux-Sysmon',
  isOwn: isSysmonEvent,
  read,
};

/** What an event id stands for. Source: microsoft/SysmonForLinux, `manifest.xml`. */
const KINDS: ReadonlyMap<string, readonly [action: string, category: string, type: string]> = new Map([
  ['1', ['process created', 'process', 'start']],
  ['3', ['network connection', 'network', 'connection']],
  ['4', ['sysmon state changed', 'process', 'change']],
  ['5', ['process terminated', 'process', 'end']],
  ['9', ['raw access read', 'file', 'access']],
  ['11', ['file created', 'file', 'creation']],
  ['16', ['sysmon configuration changed', 'configuration', 'change']],
  ['23', ['file deleted', 'file', 'deletion']],
  ['255', ['sysmon error', 'host', 'error']],
]);

/** `UtcTime` is when it happened, UTC though nothing in it says so; `SystemTime` when the event was written. */
function read({ value, envelope }: Payload): ReadPayload {
  const event = readSysmonEvent(value);
  if (event === null)
    return {
      events: [],
      problems: [{ code: 'not-xml', reason: 'The XML of the event is damaged; nothing of it was read.' }],
    };
  const happened = parseTime(event.data.get('UtcTime'), { zoneless: 'utc' });
  const written = parseTime(event.systemTime, { zoneless: 'utc', kind: happened === null ? 'happened' : 'logged' });
  const time = happened ?? written;
  const otherTimes = happened === null || written === null ? [] : [written];
  const fields = fieldsOf(event, envelope.host);
  const message = sentence(event);
  const problems =
    time === null
      ? [
          {
            code: 'bad-time' as const,
            reason: 'Neither UtcTime nor SystemTime can be read; the event is kept without a time.',
          },
        ]
      : [];
  return { events: [{ time, otherTimes, fields, message }], problems };
}

function fieldsOf(event: SysmonEvent, envelopeHost: string | null): ReturnType<typeof statedFields> {
  const { id, data, recordId } = event;
  const text = (name: string): string | null => data.get(name) ?? null;
  const [action, category, type] = KINDS.get(id) ?? [`event ${id}`, 'host', 'info'];
  const host = event.computer ?? envelopeHost;
  const network: FoundFields =
    id === '3'
      ? {
          'source.ip': ipAddress(text('SourceIp')),
          'source.port': portNumber(text('SourcePort')),
          'source.domain': text('SourceHostname'),
          'destination.ip': ipAddress(text('DestinationIp')),
          'destination.port': portNumber(text('DestinationPort')),
          'destination.domain': text('DestinationHostname'),
          'network.transport': text('Protocol'),
          'network.direction':
            text('Initiated') === 'true' ? 'egress' : text('Initiated') === 'false' ? 'ingress' : null,
        }
      : {};
  return statedFields(network, {
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ host }),
    'event.kind': 'event',
    'event.provider': 'Linux-Sysmon',
    'event.category': category,
    'event.type': type,
    'event.action': action,
    'event.code': id,
    'event.id': recordId,
    'host.name': host,
    'rule.name': text('RuleName'),
    // Configurations write the technique into the name of a rule: `TechniqueID=T1059,TechniqueName=...`.
    'threat.technique.id': /\bTechniqueID=(T\d{4}(?:\.\d{3})?)/i.exec(text('RuleName') ?? '')?.[1],
    'threat.technique.name': /\bTechniqueName=([^,]{1,100})/i.exec(text('RuleName') ?? '')?.[1],
    'user.name': text('User'),
    'process.pid': asWhole(text('ProcessId')),
    'process.entity_id': text('ProcessGuid'),
    'process.executable': text('Image'),
    'process.command_line': text('CommandLine'),
    'process.working_directory': text('CurrentDirectory'),
    'process.parent.pid': asWhole(text('ParentProcessId')),
    'process.parent.entity_id': text('ParentProcessGuid'),
    'process.parent.executable': text('ParentImage'),
    'process.parent.command_line': text('ParentCommandLine'),
    'file.path': text('TargetFilename') ?? text('Device'),
    'file.hash.sha256': /SHA256=([0-9A-Fa-f]{64})/.exec(text('Hashes') ?? '')?.[1]?.toLowerCase(),
    'event.reason': text('Description') ?? text('State'),
  });
}

function sentence({ id, data }: SysmonEvent): string {
  const [action] = KINDS.get(id) ?? [`event ${id}`];
  const destination = data.get('DestinationIp');
  const what =
    data.get('CommandLine') ??
    data.get('TargetFilename') ??
    (destination === undefined
      ? data.get('Image')
      : `${data.get('Image') ?? '?'} to ${destination}:${data.get('DestinationPort') ?? '?'}`);
  const who = data.get('User');
  return `${who === undefined ? '' : `${who}: `}${action}${what === undefined ? '' : ` ${what}`}`;
}
