import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
import { asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { malwareFields, scanFields } from './fields.js';
import { isImageScan, readImageScan } from './schema.js';
import { malwareSentence, scanSentence } from './sentence.js';

/** What a scan of an image reports, and how it is read: the scan is an event, and each malware hit is one. */
export const scanPayloads: PayloadFormat = {
  what: 'Aqua image scan',
  known: 'image, vulnerability_summary or image_assurance_results',
  isOwn: isImageScan,
  read: readPayload,
};

function readPayload({ value }: Payload): ReadPayload {
  const scan = readImageScan(value);
  const time = parseTime(scan.started);
  const written = asText(scan.started);
  const problems: RecordProblem[] = [];
  if (written !== null && time === null) {
    const reason = `The start of the scan "${written.slice(0, 80)}" cannot be read; the scan is kept without a time.`;
    problems.push({ code: 'bad-time', reason });
  }
  return {
    events: [
      { time, fields: scanFields(scan), message: scanSentence(scan) },
      ...scan.malware.map((hit) => ({ time, fields: malwareFields(scan, hit), message: malwareSentence(scan, hit) })),
    ],
    problems,
  };
}
