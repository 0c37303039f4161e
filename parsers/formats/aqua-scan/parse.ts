import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { malwareFields, scanFields } from './fields.js';
import { isImageScan, readImageScan } from './schema.js';
import { malwareSentence, scanSentence } from './sentence.js';

/** Reads one record: an image scan, or carriers with scans in them. The scan is an event, and each malware hit is one. */
export function parseImageScan(record: RecordInput): ParsedRecord {
  const payloads = unwrapRecord(record, isImageScan);
  const own = payloads.filter(({ value }) => isImageScan(value));
  const strange = payloads.filter(({ value }) => !isImageScan(value));
  if (own.length === 0 && strange.length > 0) {
    return strange.some(({ cut }) => cut)
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the scan is cut off before its end.' }
      : { kind: 'rejected', code: 'wrong-shape', reason: 'No Aqua image scan: image and scan results are missing.' };
  }
  const problems: RecordProblem[] = strange.map(({ path, cut }) => ({
    code: cut ? 'truncated' : 'wrong-shape',
    reason: `What lies under ${path} is no whole Aqua image scan and was left out.`,
  }));
  const events = own.flatMap((payload) => readPayload(payload, problems));
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}

function readPayload({ value, path, envelope }: Payload, problems: RecordProblem[]): readonly NormalisedEvent[] {
  const scan = readImageScan(value);
  const time = parseTime(scan.started);
  const written = asText(scan.started);
  if (written !== null && time === null) {
    const reason = `The start of the scan "${written.slice(0, 80)}" cannot be read; the scan is kept without a time.`;
    problems.push({ code: 'bad-time', reason });
  }
  const common = {
    time,
    ...(envelope.times.length === 0 ? {} : { otherTimes: envelope.times }),
    ...(path === '' ? {} : { path }),
  };
  return [
    { ...common, fields: scanFields(scan, envelope), message: scanSentence(scan) },
    ...scan.malware.map((hit) => ({
      ...common,
      fields: malwareFields(scan, hit, envelope),
      message: malwareSentence(scan, hit),
    })),
  ];
}
