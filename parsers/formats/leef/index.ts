import { detectPayloads, parsePayloads, type PayloadFormat, type ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { Format } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import { leefFields } from './fields.js';
import { isLeef, readLeef } from './schema.js';
import { deviceTime } from './time.js';

const LEEF: PayloadFormat = { what: 'LEEF record', known: 'LEEF:1.0|vendor|product|...', isOwn: isLeef, read };

export const leef: Format = {
  id: 'leef',
  title: 'IBM QRadar Log Event Extended Format (LEEF)',
  parserVersion: 'leef/2',
  status: 'schema assumed',
  rulesOnly: false,
  owns: isLeef,
  detect: (probe) => detectPayloads(probe, LEEF),
  parse: (record) => parsePayloads(record, LEEF),
};

function read({ value, envelope }: Payload): ReadPayload {
  const record = readLeef(isLeef(value) ? value : '');
  const written = record.attributes.get('devTime');
  const time = written === undefined ? null : deviceTime(written, record.attributes.get('devTimeFormat') ?? null);
  const words = [[record.vendor, record.product].filter((word) => word !== null).join(' '), record.eventId];
  const said = record.attributes.get('msg') ?? record.attributes.get('reason');
  const reason = `The devTime "${written?.slice(0, 80) ?? ''}" cannot be read.`;
  return {
    events: [
      {
        time: time ?? envelope.times.find(({ kind }) => kind === 'logged') ?? null,
        fields: statedFields(leefFields(record, envelope.host)),
        message:
          [...words, said ?? null].filter((word) => word !== null && word.trim() !== '').join(': ') ||
          'A line without a product.',
      },
    ],
    problems: written !== undefined && time === null ? [{ code: 'bad-time', reason }] : [],
  };
}
