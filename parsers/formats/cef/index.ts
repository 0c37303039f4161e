import { detectPayloads, parsePayloads, type PayloadFormat, type ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
import type { Format } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime, TimeKind } from '../../model/time.js';
import { parseWritten } from '../../time/calendar.js';
import { cefFields } from './fields.js';
import { isCef, readCef, type CefRecord } from './schema.js';

const CEF: PayloadFormat = { what: 'CEF record', known: 'CEF:0|vendor|product|...', isOwn: isCef, read };

export const cef: Format = {
  id: 'cef',
  title: 'ArcSight Common Event Format (CEF)',
  parserVersion: 'cef/2',
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
  const [started, ended] = [cefTime(start), cefTime(extension.get('end') ?? extension.get('endTime'))];
  const time = started ?? cefTime(receipt) ?? ended;
  const end = time === ended ? null : ended;
  const received = started === null ? null : cefTime(receipt, 'logged');
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

/** A connector that filled in no time leaves its own words around it: `#arcsightDate(1543270652000)`. */
function cefTime(text: string | undefined, kind: TimeKind = 'happened'): RecordedTime | null {
  return parseWritten(text?.replace(/^#arcsightDate\((.*)\)$/, '$1'), { kind });
}

const HEADER_FIELDS = 7;

function problemsOf({ headerFields }: CefRecord, times: readonly (string | undefined)[]): readonly RecordProblem[] {
  const bad = times.filter((text) => text !== undefined && text !== '' && cefTime(text) === null);
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
