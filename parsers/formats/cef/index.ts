import { detectPayloads, parsePayloads, type PayloadFormat, type ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
import type { Format } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseWritten } from '../../time/calendar.js';
import { cefFields } from './fields.js';
import { isCef, readCef, type CefRecord } from './schema.js';

const CEF: PayloadFormat = { what: 'CEF record', known: 'CEF:0|vendor|product|...', isOwn: isCef, read };

export const cef: Format = {
  id: 'cef',
  title: 'ArcSight Common Event Format (CEF)',
  parserVersion: 'cef/1',
  status: 'real data',
  rulesOnly: false,
  owns: isCef,
  detect: (probe) => detectPayloads(probe, CEF),
  parse: (record) => parsePayloads(record, CEF),
};

function read({ value, envelope }: Payload): ReadPayload {
  const record = readCef(isCef(value) ? value : '');
  const { extension, name, vendor, product, loose } = record;
  const start = extension.get('start') ?? extension.get('startTime');
  const receipt = extension.get('rt') ?? extension.get('deviceReceiptTime');
  const end = parseWritten(extension.get('end') ?? extension.get('endTime'));
  const time = parseWritten(start) ?? parseWritten(receipt);
  const received = parseWritten(start) === null ? null : parseWritten(receipt, { kind: 'logged' });
  const other = [end, received].filter((each) => each !== null);
  const fields = statedFields(cefFields(record, envelope.host), {
    'event.original': extension.get('msg') ?? extension.get('message') ?? name,
  });
  const said = extension.get('msg') ?? extension.get('message') ?? loose;
  const words = [[vendor, product].filter((word) => word !== null).join(' '), name, said ?? null];
  return {
    events: [
      {
        // Where the record states no time, the line's own header does.
        time: time ?? envelope.times.find(({ kind }) => kind === 'logged') ?? null,
        ...(other.length === 0 ? {} : { otherTimes: other }),
        fields,
        message: words.filter((word) => word !== null && word !== '').join(': ') || 'A CEF record without a name.',
      },
    ],
    problems: problemsOf(record, [start, receipt]),
  };
}

const HEADER_FIELDS = 7;

function problemsOf({ headerFields }: CefRecord, times: readonly (string | undefined)[]): readonly RecordProblem[] {
  const bad = times.filter((text) => text !== undefined && text !== '' && parseWritten(text) === null);
  const problems: RecordProblem[] = bad.map((text) => ({
    code: 'bad-time',
    reason: `The time "${text?.slice(0, 80) ?? ''}" cannot be read.`,
  }));
  if (headerFields >= HEADER_FIELDS) return problems;
  return [
    ...problems,
    { code: 'wrong-columns', reason: `The header has ${headerFields} of its 7 fields; what is there was read.` },
  ];
}
