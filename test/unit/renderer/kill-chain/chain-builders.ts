import * as fc from 'fast-check';
import type { Annotation, CaseState, ManualEvent, Step } from '../../../../parsers/model/case.js';
import { eventId, parseEventId, type EventId } from '../../../../parsers/model/ids.js';
import type { Resolution } from '../../../../parsers/model/time.js';
import type { EventDetail } from '../../../../renderer/query/spec.js';

const HASHES = ['a'.repeat(64), 'b'.repeat(64)] as const;

/** The event of a record in the first or second exhibit. */
export function eventAt(exhibit: 0 | 1, offset: number): EventId {
  return eventId({ exhibit: HASHES[exhibit], member: 'm', offset, path: '', index: 0 });
}

/** Exhibit 1 was received before exhibit 0: the order of receipt decides, not the hash. */
export const receipts: CaseState['receipts'] = [HASHES[1], HASHES[0]].map((sha256, index) => ({
  sha256,
  number: `JS/${index + 1}`,
  name: 'evidence.log',
  bytes: 0,
  kind: 'file',
  storage: 'copy',
  files: [],
  origin: '',
}));

/** An event in full, at a whole millisecond or without a place on the time line. */
export function detailOf(
  id: EventId,
  ms: number | null,
  resolution: Resolution = 'ns',
  uncertaintyNs = '0',
): EventDetail {
  const { exhibit, member, offset, path, index } = parseEventId(id);
  const fields = { 'exhibit.lane': offset % 2 === 0 ? 'k8s/prod/shop/web' : '' };
  return {
    id,
    time: ms === null ? null : { ms, ns: 0 },
    resolution,
    zone: 'record',
    adjusted: false,
    uncertaintyNs,
    message: `record at ${offset}`,
    fields,
    event: { time: null, fields, message: '' },
    exhibitNumber: exhibit === HASHES[1] ? 'JS/1' : 'JS/2',
    exhibitSha256: exhibit,
    member,
    memberSha256: '',
    line: 1,
    offset,
    length: 1,
    path,
    index,
    format: 'falco',
    parserVersion: 'falco/1',
    recordSha256: '',
    raw: '',
    rawCut: false,
  };
}

/** What was stated at a time of 2026-03-01 (`10:00:00`), or at one that is no time. */
export function statedEvent(id: string, time: string): ManualEvent {
  return { id, time, zone: 'UTC', text: `stated ${id}`, source: 'telephone note', author: 'R. Okafor' };
}

export interface Chain {
  readonly state: Pick<CaseState, 'steps' | 'receipts' | 'annotations' | 'manualEvents' | 'links'>;
  readonly details: readonly EventDetail[];
}

/** A chain with a step for every event of the evidence and every stated one, in this order. */
export function chainOf(
  details: readonly EventDetail[],
  manualEvents: readonly ManualEvent[] = [],
  annotations: readonly Annotation[] = [],
  missing: readonly EventId[] = [],
): Chain {
  const events = [...details.map(({ id }) => id), ...missing];
  const steps: readonly Step[] = [
    ...events.map((event, index) => ({ id: `r${index}`, event, title: `record step ${index}` })),
    ...manualEvents.map(({ id }) => ({ id: `s${id}`, stated: id, title: `stated step ${id}` })),
  ];
  return {
    details,
    state: {
      steps,
      receipts,
      annotations: new Map(annotations.map((annotation) => [annotation.event, annotation])),
      manualEvents,
      links: steps.slice(1).flatMap((step, index) => {
        const before = steps[index];
        const [record] = events;
        return before === undefined || record === undefined
          ? []
          : [{ id: `l${index}`, from: before.id, to: step.id, reason: '', records: [record] }];
      }),
    },
  };
}

const DAY = Date.parse('2026-03-01T10:00:00Z');

/** Chains of up to a dozen steps with ties, undecided orders, undated records, stated events and alternatives. */
export const chains: fc.Arbitrary<Chain> = fc
  .record({
    records: fc.uniqueArray(
      fc.record({
        exhibit: fc.constantFrom<0 | 1>(0, 1),
        offset: fc.nat(6),
        // Few values, so that many are tied.
        halfSeconds: fc.option(fc.nat(8)),
        resolution: fc.constantFrom<Resolution>('ns', 'ms', 's', 'min'),
        uncertaintyNs: fc.constantFrom('0', '700000000'),
        alternatives: fc.option(fc.constantFrom('', 'a migration')),
      }),
      { selector: ({ exhibit, offset }) => `${exhibit} ${offset}`, maxLength: 9 },
    ),
    times: fc.array(fc.constantFrom('10:00:01', '10:00:02.5', '10:00', 'at noon'), { maxLength: 3 }),
  })
  .map(({ records, times }) =>
    chainOf(
      records.map(({ exhibit, offset, halfSeconds, resolution, uncertaintyNs }) =>
        detailOf(
          eventAt(exhibit, offset),
          halfSeconds === null ? null : DAY + halfSeconds * 500,
          resolution,
          uncertaintyNs,
        ),
      ),
      times.map((time, index) => statedEvent(String(index), time === 'at noon' ? time : `2026-03-01 ${time}`)),
      records.flatMap(({ exhibit, offset, alternatives }) =>
        alternatives === null ? [] : [annotationOf(eventAt(exhibit, offset), alternatives)],
      ),
    ),
  );

function annotationOf(event: EventId, alternatives: string): Annotation {
  return {
    event,
    note: '',
    kind: 'inference',
    technique: null,
    tactic: null,
    confidence: 'medium',
    alternatives,
    tags: [],
    forReport: false,
  };
}
