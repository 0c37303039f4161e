import { visibleJson } from '../../parsers/model/visible-text.js';
import { formatUtc } from '../../parsers/time/format.js';
import type { CaseFieldValues } from './case-fields.js';
import type { ExportedEvent } from './export-rows.js';

/**
 * One event as a flat JSON object with dotted names. `@timestamp` is the source's own time; a clock correction and what it
 * leaves open (half-width, ns) stand beside it where one is in force. What the record does not state and the examiner did not say
 * is absent.
 */
export function ndjsonLine({ detail, ofCase, source, isCorrected }: ExportedEvent): string {
  const recorded = detail.event.time;
  const object = {
    ...(source !== null && { '@timestamp': formatUtc(source) }),
    ...(recorded !== null && {
      'exhibit.time.original': recorded.text,
      'exhibit.time.resolution': recorded.resolution,
      'exhibit.time.zone': detail.zone,
      'exhibit.time.kind': recorded.kind,
    }),
    ...(isCorrected && detail.time !== null && { 'exhibit.time.corrected': formatUtc(detail.time) }),
    ...(detail.uncertaintyNs !== '0' && { 'exhibit.time.uncertainty': detail.uncertaintyNs }),
    'exhibit.source.exhibit': detail.exhibitNumber,
    'exhibit.source.sha256': detail.exhibitSha256,
    'exhibit.source.member': detail.member,
    'exhibit.source.offset': detail.offset,
    'exhibit.source.length': detail.length,
    ...(detail.line > 0 && { 'exhibit.source.line': detail.line }),
    'exhibit.source.path': detail.path,
    'exhibit.source.index': detail.index,
    'exhibit.source.record_sha256': detail.recordSha256,
    ...marksOf(ofCase),
    ...detail.event.fields,
    message: detail.event.message,
  };
  return `${visibleJson(JSON.stringify(object))}\n`;
}

/** What the examiner said; tags and notes are lists always, the others one word each. */
function marksOf(ofCase: CaseFieldValues): Readonly<Record<string, string | readonly string[]>> {
  const { 'exhibit.source.exhibit': _number, 'exhibit.source.member': _member, ...said } = ofCase;
  const { 'exhibit.tag': tags, 'exhibit.note': notes, ...single } = said;
  return {
    ...Object.fromEntries(Object.entries(single).map(([name, values]) => [name, values.join('')])),
    ...(tags !== undefined && { 'exhibit.tag': tags }),
    ...(notes !== undefined && { 'exhibit.note': notes }),
  };
}
