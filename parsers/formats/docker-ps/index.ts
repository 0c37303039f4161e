import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { engineIdentity, labelsOfText } from '../../model/engine/labels.js';
import type { RecordProblem } from '../../model/event.js';
import type { Format } from '../../model/format.js';
import { asObject, asText, asWhole } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';

const payloads: PayloadFormat = {
  what: 'line of docker ps',
  known: 'ID, Image, Command, CreatedAt, Names, Status',
  isOwn,
  read,
};

/** `docker ps --format json`. Source: docker/cli `cli/command/formatter/container.go`. */
export const dockerPs: Format = {
  id: 'docker-ps',
  title: 'docker ps --format json',
  parserVersion: 'docker-ps/1',
  status: 'lab data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

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
  const code = asWhole(/^Exited \((\d{1,5})\)/.exec(status ?? '')?.[1]);
  // Of several names the first is the container's own; the others are links to it.
  const name =
    text('Names')
      ?.split(',')
      .find((each) => !each.includes('/')) ?? null;
  const fields = statedFields(
    engineIdentity({ id: text('ID'), name, image: text('Image'), labels: labelsOfText(text('Labels') ?? '') }),
    {
      'event.kind': 'state',
      'event.category': 'process',
      'event.type': 'creation',
      'event.action': 'container created',
      'exhibit.outcome.original': status,
      'process.command_line': commandOf(text('Command')),
      'process.exit_code': code,
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

/** The command stands in quotes as Go writes them, cut by docker itself unless it was told not to. */
function commandOf(written: string | null): string | null {
  return written === null ? null : written.replace(/^"(.*)"$/s, '$1').replace(/\\(["\\])/g, '$1');
}
