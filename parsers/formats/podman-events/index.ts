import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { engineTime, happeningFields, happeningMessage } from '../../model/engine/happening.js';
import type { EngineHappening } from '../../model/engine/happening.js';
import type { Format } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';

const payloads: PayloadFormat = { what: 'Podman event', known: 'Type, Status, Name or ID, Time', isOwn, read };

/** `podman events --format json`, and the file of its event logger. Source: containers/podman `libpod/events/config.go`, `cmd/podman/system/events.go`. */
export const podmanEvents: Format = {
  id: 'podman-events',
  title: 'podman events',
  parserVersion: 'podman-events/1',
  status: 'lab data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

const TYPES = new Set(['container', 'image', 'pod', 'volume', 'network', 'system', 'machine', 'secret']);

/** Podman 5 writes `time` and `timeNano` for `Time`. */
function isOwn(value: unknown): boolean {
  const event = asObject(value);
  if (event === null || typeof event['Status'] !== 'string' || !TYPES.has(asText(event['Type']) ?? '')) return false;
  if (typeof event['Name'] !== 'string' && typeof event['ID'] !== 'string') return false;
  return typeof event['Time'] === 'string' || asText(event['timeNano'] ?? event['time']) !== null;
}

function read({ value }: Payload): ReadPayload {
  const event = asObject(value) ?? {};
  const text = (key: string): string | null => asText(event[key]);
  const status = text('Status') ?? '';
  const happening: EngineHappening = {
    engine: 'podman',
    type: text('Type') ?? '',
    action: status,
    detail: text('HealthStatus') ?? text('Network') ?? text('Error'),
    id: text('ID'),
    name: text('Name'),
    image: text('Image'),
    // The code is written for every event and means something where a program ended.
    exitCode: status === 'died' || status === 'exec_died' ? event['ContainerExitCode'] : null,
    attributes: asObject(event['Attributes']) ?? {},
  };
  const written = event['Time'];
  const time = written === undefined ? engineTime(event['timeNano'], event['time']) : parseTime(written);
  const events = [{ time, fields: happeningFields(happening), message: happeningMessage(happening) }];
  if (time !== null) return { events };
  const reason = `The time "${String(asText(written ?? event['timeNano'])).slice(0, 80)}" cannot be read; the event is kept without one.`;
  return { events, problems: [{ code: 'bad-time', reason }] };
}
