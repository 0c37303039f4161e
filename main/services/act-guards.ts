/** Whether a value is an act of the journal: asked of every act a page sends and of every line read from a folder. */
import { isYear } from '../../parsers/model/time.js';
import type { Act, CaseDraft, CaseMeta } from '../../parsers/model/case.js';
import { PARTICULAR_FIELDS } from '../../parsers/model/particulars.js';
import { REVIEW_KINDS, REVIEW_OUTCOMES } from '../../parsers/model/report-issue.js';
import { CHAIN_GROUPINGS, MILESTONES } from '../../parsers/model/report-plan.js';
import type { RememberedMapping } from '../../parsers/model/mapping.js';
import { parseEventId, type EventId } from '../../parsers/model/ids.js';
import { list, oneOf, record, text, type Guard } from '../bridge/guards.js';

type Members = Readonly<Record<string, Guard<unknown>>>;

/** An object with at least these members. More are kept: a newer program may know what they mean. */
function having(required: Members, optional: Members = {}): Guard<Readonly<Record<string, unknown>>> {
  return (value): value is Readonly<Record<string, unknown>> =>
    record(value) &&
    Object.entries(required).every(([name, guard]) => Object.hasOwn(value, name) && guard(value[name])) &&
    Object.entries(optional).every(([name, guard]) => !Object.hasOwn(value, name) || guard(value[name]));
}

function nullable(guard: Guard<unknown>): Guard<unknown> {
  return (value): value is unknown => value === null || guard(value);
}

const anyText: Guard<string> = (value): value is string => typeof value === 'string';
const short = text(1_000);
const long = text(100_000);
const hash: Guard<string> = (value): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const count: Guard<number> = (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const finite: Guard<number> = (value): value is number => Number.isFinite(value);
const truth: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
const decimal: Guard<string> = (value): value is string => typeof value === 'string' && /^-?\d{1,30}$/.test(value);
const confidence = oneOf('low', 'medium', 'high');
const statementKind = oneOf('fact', 'inference', 'opinion');

const eventId: Guard<EventId> = (value): value is EventId => {
  if (typeof value !== 'string') return false;
  try {
    parseEventId(value);
    return true;
  } catch {
    return false;
  }
};

const zone: Guard<string> = (value): value is string => {
  if (typeof value !== 'string') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const described: Members = {
  number: short,
  title: short,
  examiner: short,
  organisation: short,
  questions: list(long, 1_000),
  displayZone: zone,
};
const kind = oneOf('case', 'demonstration');

export const isCaseDraft = having({ ...described, kind }) as unknown as Guard<CaseDraft>;

const meta = having({
  ...described,
  kind,
  id: (value): value is string =>
    typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  formatVersion: oneOf(1),
  tokenSeed: (value): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value),
  createdAt: short,
});

export const isCaseMeta = meta as unknown as Guard<CaseMeta>;

/** Everything but the kind: a demonstration never becomes a case, nor the other way round. */
const changes: Guard<unknown> = (value): value is unknown =>
  having({}, described)(value) && !Object.hasOwn(value, 'kind');

const receipt = having(
  {
    number: short,
    name: anyText,
    sha256: hash,
    bytes: count,
    kind: oneOf('file', 'folder'),
    storage: oneOf('copy', 'reference'),
    files: list(having({ path: anyText, bytes: count, sha256: hash }), Infinity),
    origin: long,
  },
  { location: anyText, leftOut: list(having({ path: anyText, reason: anyText }), Infinity) },
);

const ledger = having({
  number: short,
  name: anyText,
  sha256: hash,
  bytes: count,
  members: list(
    having({
      path: anyText,
      sha256: hash,
      format: anyText,
      records: count,
      problemCount: count,
      problems: list(record, Infinity),
    }),
    Infinity,
  ),
});

const annotation = having(
  {
    event: eventId,
    note: long,
    kind: statementKind,
    technique: nullable(short),
    tactic: nullable(short),
    confidence,
    alternatives: long,
    tags: list(short, 1_000),
    forReport: truth,
  },
  { effect: having({ state: oneOf('achieved', 'not achieved'), records: list(eventId, 10_000) }) },
);

const recordStep = having({ id: short, event: eventId, title: short });
const statedStep = having({ id: short, stated: short, title: short });
const step: Guard<unknown> = (value): value is unknown =>
  recordStep(value) || (statedStep(value) && !Object.hasOwn(value, 'event'));
const link = having({ id: short, from: short, to: short, reason: long, records: list(eventId, 10_000) });
const finding = having(
  {
    id: short,
    title: short,
    kind: statementKind,
    reasoning: long,
    confidence,
    alternatives: long,
    recordsFor: list(eventId, 100_000),
    recordsAgainst: list(eventId, 100_000),
  },
  { answers: list(long, 1_000) },
);
const year: Guard<number> = (value): value is number => typeof value === 'number' && isYear(value);
const adjustment = having(
  { exhibit: short, member: anyText, zone: nullable(short), offsetNs: decimal, uncertaintyNs: decimal, reason: long },
  { year },
);

const path = list(anyText, 100);
const paths: Guard<unknown> = (value): value is unknown => record(value) && Object.values(value).every(path);
const framing: Guard<unknown> = (value): value is unknown =>
  having({ kind: oneOf('ndjson') })(value) ||
  having({ kind: oneOf('json'), envelope: path })(value) ||
  having({ kind: oneOf('csv'), delimiter: short, header: truth, columns: list(anyText, 10_000) })(value);
const timeWriting: Guard<unknown> = (value): value is unknown =>
  having({ by: oneOf('shape') })(value) ||
  having({ by: oneOf('unit'), unit: oneOf('s', 'ms', 'us', 'ns') })(value) ||
  having({ by: oneOf('pattern'), pattern: short })(value);
const timeSource = having({
  columns: list(path, 2),
  writing: timeWriting,
  kind: oneOf('happened', 'logged', 'ingested'),
});
const wordTable =
  (value: Guard<unknown>): Guard<unknown> =>
  (table): table is unknown =>
    record(table) && Object.values(table).every(value);
const outcome = oneOf('allowed', 'detected', 'prevented', 'denied', 'killed', 'failed', 'unknown');

const isMapping: Guard<unknown> = (value): value is unknown =>
  having({
    kind: oneOf('columns'),
    time: nullable(timeSource),
    columns: paths,
    outcomes: wordTable(outcome),
    severities: wordTable(finite),
    isIdUnique: truth,
  })(value) ||
  having({
    kind: oneOf('dta'),
    report: paths,
    behaviour: paths,
    timeUnit: nullable(oneOf('s', 'ms', 'us', 'ns')),
  })(value);
export const isRememberedMapping = having({
  columns: hash,
  mapping: isMapping,
}) as unknown as Guard<RememberedMapping>;
const reading: Guard<unknown> = (value): value is unknown =>
  having({ kind: oneOf('format'), format: short })(value) ||
  having({ kind: oneOf('not-evidence') })(value) ||
  having({ kind: oneOf('mapped'), framing, mapping: isMapping })(value);
const memberReading = having({ exhibit: short, member: anyText, reading: nullable(reading), reason: long }, { zone });

const searchRun: Members = {
  query: anyText,
  range: nullable(having({ fromMs: finite, toMs: finite })),
  count,
  total: count,
};
const savedSearch = having({ id: short, name: short, ...searchRun });
const columnSet = having({ id: short, name: short, columns: list(having({ field: short, width: finite }), 100) });
const citedSearch = having({ id: short, at: short, ...searchRun });

const intake = having(
  {
    description: long,
    sourceSystem: long,
    collectedBy: long,
    collectedAt: long,
    collectedWhere: long,
    tool: long,
    receivedFrom: long,
    receivedAt: long,
    seal: long,
    condition: long,
    authority: long,
    exportQuery: long,
    exportRange: long,
    exportRowLimit: long,
  },
  { transfers: long },
);
const particulars = having(
  { people: list(having({ name: short, role: long, qualifications: long, part: long }), 1_000) },
  Object.fromEntries(PARTICULAR_FIELDS.map(({ name }) => [name, long])),
);
const sectionIds = list(short, 1_000);
const reportPlan = having({ order: sectionIds, off: sectionIds, grouping: oneOf(...CHAIN_GROUPINGS) });
const milestoneName = oneOf(...MILESTONES);
const milestone = having({
  name: milestoneName,
  shownBy: (value): value is unknown => having({ record: eventId })(value) || having({ statement: short })(value),
});
/** A name without a folder, so that a journal made by others does not lead out of `reports/`. */
const fileName: Guard<string> = (value): value is string =>
  typeof value === 'string' && /^[^/\\\0]{1,255}$/.test(value) && value !== '.' && value !== '..';
const review = having({
  kind: oneOf(...REVIEW_KINDS),
  by: short,
  on: short,
  outcome: oneOf(...REVIEW_OUTCOMES),
  remarks: long,
});
const issue = having({
  version: count,
  id: short,
  file: fileName,
  sha256: hash,
  pages: count,
  sections: sectionIds,
  restsOn: having({ seq: count, hash }),
  signerSha256: hash,
  exhibitVersion: short,
});
const hashComparison = having({
  id: short,
  list: having({ name: anyText, sha256: hash, bytes: count, hashes: count, ignored: count }),
  exhibits: list(short, 100_000),
  counts: having({ match: count, mismatch: count, 'not-listed': count, absent: count, unchecked: count }),
  differences: list(
    having({
      path: anyText,
      algorithm: oneOf('md5', 'sha1', 'sha256'),
      listed: anyText,
      found: anyText,
      result: oneOf('match', 'mismatch', 'not-listed', 'absent', 'unchecked'),
    }),
    1_000,
  ),
});

const bulkChange: Guard<unknown> = (value): value is unknown =>
  having({ kind: oneOf('for-report', 'hide') })(value) ||
  having({ kind: oneOf('tag'), tag: short })(value) ||
  having({ kind: oneOf('note'), note: long })(value) ||
  having({ kind: oneOf('review'), review: oneOf('relevant', 'benign', 'unreviewed') })(value);
const base64: Guard<string> = (value): value is string => typeof value === 'string' && /^[\w+/]*$/.test(value);
const bulkMark = having({
  id: short,
  change: bulkChange,
  search: having(searchRun),
  digest: hash,
  events: list(having({ exhibit: hash, member: anyText, count, packed: base64 }), 1_000_000),
});

const manualEvent = having({ id: short, time: short, zone, text: long, source: long, author: long });
const note = having(
  {
    id: short,
    at: short,
    text: long,
    events: list(eventId, 10_000),
    searches: list(having(searchRun), 1_000),
  },
  { forReport: truth },
);

const ACTS: { readonly [K in Act['type']]: Members } = {
  'case-created': { meta },
  'case-opened': { host: short },
  'case-described': { changes },
  'exhibit-received': { receipt },
  'exhibit-imported': { number: short, ledgerSha256: hash, ledger },
  'import-cancelled': { number: short, reason: long },
  'exhibit-rebuilt': { number: short, ledgerSha256: hash, ledger, changes: list(anyText, Infinity) },
  'exhibit-described': { number: short, intake },
  'exhibit-removed': { number: short, reason: long },
  'hashes-compared': { comparison: hashComparison },
  annotated: { annotation },
  'annotation-removed': { event: eventId },
  'step-added': { step },
  'step-changed': { step },
  'step-removed': { id: short },
  'link-added': { link },
  'link-removed': { id: short },
  'finding-set': { finding },
  'finding-removed': { id: short },
  adjusted: { adjustment },
  'readings-stated': { readings: list(memberReading, 100_000) },
  'clocks-adjusted': { adjustments: list(adjustment, 100_000) },
  'manual-event-set': { event: manualEvent },
  'manual-event-removed': { id: short },
  'note-set': { note },
  'note-removed': { id: short },
  'events-marked': { mark: bulkMark },
  'mark-removed': { id: short },
  'search-saved': { search: savedSearch },
  'columns-saved': { set: columnSet },
  'columns-removed': { id: short },
  'search-removed': { id: short },
  'search-cited': { search: citedSearch },
  'search-uncited': { id: short },
  'particulars-stated': { particulars },
  'report-planned': { plan: reportPlan },
  'milestone-set': { milestone },
  'milestone-removed': { name: milestoneName },
  'secrets-revealed': { event: eventId },
  'archive-opened': { sha256: hash, withEvidence: truth },
  'evidence-relinked': { number: short, storage: oneOf('copy', 'reference') },
  'report-reviewed': { review },
  'report-issued': { issue },
  'report-withdrawn': { version: count, reason: long },
  undone: { seq: count },
  redone: { seq: count },
  exported: { what: short, sha256: hash, detail: long },
};

/** Of whatever act has them. */
const OPTIONAL: Members = { location: anyText };

export const isAct: Guard<Act> = (value): value is Act => {
  if (!record(value) || typeof value['type'] !== 'string' || !Object.hasOwn(ACTS, value['type'])) return false;
  return having(ACTS[value['type'] as Act['type']], OPTIONAL)(value);
};

/** What only main may say, because it is main that did it. */
const OWN_ACTS: readonly Act['type'][] = [
  'case-created',
  'case-opened',
  'exhibit-received',
  'report-issued',
  'archive-opened',
  'evidence-relinked',
];

/** Acts that a page may send. */
export const isPageAct: Guard<Act> = (value): value is Act => isAct(value) && !OWN_ACTS.includes(value.type);
