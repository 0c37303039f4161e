import type { CitedEvent, ReportModel } from './model.js';
import { printedWith } from './printed-with.js';
import { plannedSections } from './sections.js';

/** What a record in full and a row take of a page, about. */
const PAGES_IN_FULL = 1 / 2;
const PAGES_IN_ROW = 1 / 19;
/** Most pages of records that are printed within the report: an engine needs some megabytes for each until all are printed. */
const PAGES_WITHIN = 150;
/** Pages of one part. */
const PAGES_OF_PART = 75;

/** Some of the cited records, printed by themselves and joined to the end of the file. */
export interface RecordsPart {
  readonly report: Pick<ReportModel, 'id' | 'meta' | 'draft' | 'version' | 'date'>;
  /** Where links find it. */
  readonly id: string;
  /** `Annex A, part 2 of 8`. */
  readonly name: string;
  readonly isLast: boolean;
  readonly events: readonly CitedEvent[];
  /** By mark, the mark of the event with which the text of its record is printed. */
  readonly printedWith: ReadonlyMap<string, string>;
}

/**
 * The cited records in parts, those in full first; none where all fit into their annex. An engine holds what it prints until the last
 * page: this way it holds one part (docs/decisions/0009-every-cited-row.md).
 */
export function recordParts(model: ReportModel): readonly RecordsPart[] {
  const { id, meta, draft, version, date, events, plan } = model;
  const groups = groupsOf(events);
  const texts = printedWith(events);
  const annex = plannedSections(plan).find((section) => section.id === 'records')?.number ?? '';
  return groups.map((group, index) => ({
    report: { id, meta, draft, version, date },
    id: `records-${index + 1}`,
    name: `Annex ${annex}, part ${index + 1} of ${groups.length}`,
    isLast: index === groups.length - 1,
    events: group,
    printedWith: new Map(group.map(({ mark }) => [mark, texts.get(mark) ?? mark])),
  }));
}

function groupsOf(events: readonly CitedEvent[]): readonly (readonly CitedEvent[])[] {
  if (events.reduce((pages, event) => pages + pagesOf(event), 0) <= PAGES_WITHIN) return [];
  const groups: CitedEvent[][] = [];
  let left = 0;
  for (const event of [...events.filter(({ inFull }) => inFull), ...events.filter(({ inFull }) => !inFull)]) {
    if (left <= 0) {
      groups.push([]);
      left = PAGES_OF_PART;
    }
    groups.at(-1)?.push(event);
    left -= pagesOf(event);
  }
  return groups;
}

function pagesOf({ inFull }: CitedEvent): number {
  return inFull ? PAGES_IN_FULL : PAGES_IN_ROW;
}
