import type { NamedFraming } from '../../../parsers/model/framing.js';
import type { MemberLedger } from '../../../parsers/model/ledger.js';
import type { ColumnMapping, DtaLayout, Mapping, RememberedMapping } from '../../../parsers/model/mapping.js';
import type { MappedReading, Reading } from '../../../parsers/model/reading.js';
import { readPattern } from '../../../parsers/time/pattern.js';
import { isZone } from '../../../parsers/time/zone.js';
import type { MemberSurvey } from '../../session/session.js';

/** The ways to say how a member is read. */
export type Way = 'content' | 'format' | 'columns' | 'dta' | 'not-evidence';

/** What the examiner says of a member, as it is being said. */
export interface ReadingDraft {
  readonly way: Way;
  /** Id of the format chosen, null before one is. */
  readonly format: string | null;
  readonly columns: ColumnMapping;
  readonly layout: DtaLayout;
  /** Zone of times that state none; null leaves the question to the ledger. */
  readonly zone: string | null;
  readonly reason: string;
}

const NO_COLUMNS: ColumnMapping = {
  kind: 'columns',
  time: null,
  columns: {},
  outcomes: {},
  severities: {},
  isIdUnique: false,
};
const NO_LAYOUT: DtaLayout = { kind: 'dta', report: {}, behaviour: {}, timeUnit: null };

/** What the form begins with: what was stated before, else nothing yet. */
export function firstDraft({ stated, format }: Pick<MemberLedger, 'stated' | 'format'>): ReadingDraft {
  const reading = stated?.reading;
  const mapping = reading?.kind === 'mapped' ? reading.mapping : null;
  return {
    way: wayOf(reading) ?? (format === 'aqua-dta' ? 'dta' : 'columns'),
    format: reading?.kind === 'format' ? reading.format : null,
    columns: mapping?.kind === 'columns' ? mapping : NO_COLUMNS,
    layout: mapping?.kind === 'dta' ? mapping : NO_LAYOUT,
    zone: null,
    reason: stated?.reason ?? '',
  };
}

function wayOf(reading: Reading | undefined): Way | null {
  if (reading === undefined) return null;
  if (reading.kind !== 'mapped') return reading.kind;
  return reading.mapping.kind;
}

/** The framing to look under first: as stated before, for a report its whole document, else (null) the likeliest. */
export function firstFraming(way: Way, stated: Reading | undefined): NamedFraming | null {
  if (stated?.kind === 'mapped' && stated.mapping.kind === way) return stated.framing;
  return way === 'dta' ? { kind: 'json', envelope: [] } : null;
}

/** Fills in what is remembered for these columns, else what is proposed; what was stated before stays. */
export function withSurvey(
  draft: ReadingDraft,
  { digest, proposal, layout }: MemberSurvey,
  stated: Reading | undefined,
  remembered: readonly RememberedMapping[],
): ReadingDraft {
  const known = remembered.filter(({ columns }) => columns === digest).map(({ mapping }) => mapping);
  const columns = known.find(isColumns) ?? proposal.mapping;
  const dta = known.find(isLayout) ?? layout.layout;
  const kept = stated?.kind === 'mapped' ? stated.mapping.kind : null;
  return {
    ...draft,
    columns: kept === 'columns' ? draft.columns : columns,
    layout: kept === 'dta' ? draft.layout : dta,
  };
}

function isColumns(mapping: Mapping): mapping is ColumnMapping {
  return mapping.kind === 'columns';
}

function isLayout(mapping: Mapping): mapping is DtaLayout {
  return mapping.kind === 'dta';
}

/** The mapping of the draft with the framing it is made for; null for other ways, and while it cannot be read by. */
export function mappedReading(draft: ReadingDraft, framing: NamedFraming | null): MappedReading | null {
  if (framing === null || mappingFault(draft) !== null) return null;
  if (draft.way === 'columns') return { kind: 'mapped', framing, mapping: draft.columns };
  return draft.way === 'dta' ? { kind: 'mapped', framing, mapping: draft.layout } : null;
}

/** What keeps the mapping from being read by, or null. */
export function mappingFault({ way, columns, layout }: ReadingDraft): string | null {
  if (way === 'dta') return layout.report.behaviours === undefined ? 'Say where the behaviours lie.' : null;
  if (way !== 'columns') return null;
  const writing = columns.time?.writing;
  if (writing?.by === 'pattern') {
    const read = readPattern(writing.pattern);
    if ('fault' in read) return read.fault;
  }
  if (columns.time === null && Object.keys(columns.columns).length === 0) return 'Name at least one column.';
  return null;
}

/** What keeps the draft from being stated, or null. */
export function draftFault(draft: ReadingDraft, framing: NamedFraming | null): string | null {
  if (draft.reason.trim() === '') return 'Say what this rests on. It stands in the journal and the report.';
  if (draft.way === 'format' && draft.format === null) return 'Choose a format.';
  const isMapped = draft.way === 'columns' || draft.way === 'dta';
  if (isMapped && framing === null) return 'The member has no records with columns.';
  if (draft.zone !== null && !isZone(draft.zone)) return 'There is no such zone.';
  return mappingFault(draft);
}

/** What is stated; null goes back to what the content says. Only for drafts without fault. */
export function readingOf(draft: ReadingDraft, framing: NamedFraming | null): Reading | null {
  switch (draft.way) {
    case 'content':
      return null;
    case 'format':
      return draft.format === null ? null : { kind: 'format', format: draft.format };
    case 'not-evidence':
      return { kind: 'not-evidence' };
    case 'columns':
    case 'dta':
      return mappedReading(draft, framing);
  }
}

/** Mappings kept on one machine. */
const REMEMBERED = 100;

/** The remembered mappings with this one in front. */
export function remembering(
  remembered: readonly RememberedMapping[],
  digest: string,
  mapping: Mapping,
): readonly RememberedMapping[] {
  const others = remembered.filter(({ columns, mapping: { kind } }) => columns !== digest || kind !== mapping.kind);
  return [{ columns: digest, mapping }, ...others].slice(0, REMEMBERED);
}
