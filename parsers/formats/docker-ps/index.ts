import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { engineIdentity, labelsOfText } from '../../model/engine/labels.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asObject, asText, asWhole } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { HEADER_START, readTableRow, TABLE_HEADER, type TableRow } from './table.js';

const payloads: PayloadFormat = {
  what: 'line of docker ps',
  known: 'ID, Image, Command, CreatedAt, Names, Status',
  isOwn,
  read,
};

/** `docker ps`, as JSON and as table. Source: docker/cli `cli/command/formatter/container.go`. */
export const dockerPs: Format = {
  id: 'docker-ps',
  title: 'docker ps and podman ps: JSON lines and table',
  parserVersion: 'docker-ps/2',
  status: 'lab data',
  rulesOnly: false,
  owns: isOwn,
  detect,
  parse,
};

function detect(probe: Probe): Verdict {
  if (!TABLE_HEADER.test(probe.text.replace(/^\uFEFF?\s*/, ''))) return detectPayloads(probe, payloads);
  return {
    claim: true,
    framing: { kind: 'lines', comment: HEADER_START },
    reason:
      'Its first line is the header of docker ps. Ages in it are relative to the moment of the listing, which it does not state: its rows have no time.',
  };
}

function parse(record: RecordInput): ParsedRecord {
  if (record.context.framing.kind !== 'lines') return parsePayloads(record, payloads);
  const row = readTableRow(record.text);
  if (row !== null) return { kind: 'events', events: [tableEvent(row)] };
  return {
    kind: 'rejected',
    code: 'wrong-columns',
    reason: 'No row of docker ps: container id, image, command, age, status, ports, names.',
  };
}

function tableEvent({ id, image, command, created, status, names }: TableRow): NormalisedEvent {
  const name = ownName(names);
  const fields = statedFields(engineIdentity({ id, name, image, labels: {} }), {
    'event.kind': 'state',
    'event.category': 'process',
    'event.type': 'info',
    'event.action': 'container listed',
    'exhibit.outcome.original': status,
    'process.command_line': commandOf(command),
    'process.exit_code': exitCode(status),
  });
  return { time: null, fields, message: `Container ${name ?? id}, created ${created}; when listed: ${status}` };
}

function isOwn(value: unknown): boolean {
  const line = asObject(value);
  return (
    line !== null &&
    ['ID', 'Image', 'Command', 'CreatedAt', 'Names', 'Status'].every((key) => typeof line[key] === 'string')
  );
}

function read({ value }: Payload): ReadPayload {
  const line = asObject(value) ?? {};
  const text = (key: string): string | null => asText(line[key]);
  const status = text('Status');
  const name = ownName(text('Names'));
  const fields = statedFields(
    engineIdentity({ id: text('ID'), name, image: text('Image'), labels: labelsOfText(text('Labels') ?? '') }),
    {
      'event.kind': 'state',
      'event.category': 'process',
      'event.type': 'creation',
      'event.action': 'container created',
      'exhibit.outcome.original': status,
      'process.command_line': commandOf(text('Command')),
      'process.exit_code': exitCode(status),
    },
  );
  // Go prints the offset and the name of the zone.
  const written = text('CreatedAt');
  const time = parseTime(written?.replace(/([+-]\d{4}) [A-Z][A-Za-z0-9+-]{0,6}$/, '$1'));
  const problems: RecordProblem[] =
    time === null
      ? [
          {
            code: 'bad-time',
            reason: `The time "${String(written).slice(0, 80)}" cannot be read; the container is kept without one.`,
          },
        ]
      : [];
  const message = `Container ${name ?? text('ID')?.slice(0, 12) ?? '-'} was created; when listed: ${status ?? text('State') ?? 'no status'}`;
  return {
    events: [{ time: time === null ? null : { ...time, text: written ?? time.text }, fields, message }],
    problems,
  };
}

/** Of several names the first is the container's own; the others are links to it. */
function ownName(names: string | null): string | null {
  return names?.split(',').find((each) => !each.includes('/')) ?? null;
}

function exitCode(status: string | null): number | null {
  return asWhole(/^Exited \((\d{1,5})\)/.exec(status ?? '')?.[1]);
}

/** The command stands in quotes as Go writes them, cut by docker itself unless it was told not to. */
function commandOf(written: string | null): string | null {
  return written === null ? null : written.replace(/^"(.*)"$/s, '$1').replace(/\\(["\\])/g, '$1');
}
