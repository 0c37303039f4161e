/**
 * What a disclosure holds: what was said of the case beside the report, as far as the examiner chose it. Secrets are
 * masked; of the journal, whose lines would not verify then, a line that holds one is given as its hash alone.
 */
import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import type { Act, CaseState, JournalLine } from '../../../parsers/model/case.js';
import { citedIds, notesForReport } from '../../../parsers/model/cited-ids.js';
import { csvText } from '../../../parsers/model/csv.js';
import type { DisclosurePart } from '../../../parsers/model/disclosure.js';
import { parseEventId } from '../../../parsers/model/ids.js';
import { withholdBody } from '../../../parsers/model/journal-chain.js';
import { maskedText } from '../../../parsers/model/secrets.js';
import { visibleJson } from '../../../parsers/model/visible-text.js';
import { EXHIBITS, JOURNAL, README, STATEMENT, STATEMENT_FORMAT, SUMS } from './disclosure-layout.js';
import { readme } from './readme.js';

export interface DisclosedFile {
  readonly path: string;
  readonly text: string;
  /** Entries, rows, lines: whatever the file lists. */
  readonly items: number;
}

export interface Disclosure {
  readonly files: readonly DisclosedFile[];
  /** Lines of the journal given as their hash alone, and those among them that hold secrets. */
  readonly withheld: { readonly lines: number; readonly secrets: number };
}

/** Reads the case's state and its whole journal; same state, same choice, same bytes. */
export function disclosureOf(
  state: CaseState,
  lines: readonly JournalLine[],
  parts: readonly DisclosurePart[],
): Disclosure {
  const has = (part: DisclosurePart): boolean => parts.includes(part);
  const journal = journalFile(lines, has('journal'));
  const files = [
    listed(EXHIBITS, exhibitsOf(state)),
    listed(
      'ledger.json',
      [...state.imported.values()].map(({ ledger }) => ledger),
    ),
    ...(has('annotations') ? [listed('annotations.json', saidOf(state))] : []),
    ...(has('taken-back') ? [listed('taken-back.json', takenBack(lines))] : []),
    ...(has('notes') ? [listed('notes.json', state.notebook)] : []),
    ...(has('searches') ? [listed('searches.json', searchesOf(state))] : []),
    ...(has('unused') ? [unusedMaterial(state)] : []),
    journal.file,
  ];
  const told = { path: README, text: readme(state, files, journal.withheld, parts), items: 1 };
  const all = [told, statement(state, parts), ...files];
  const sums = all.map(({ path, text }) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`).join('');
  return { files: [...all, { path: SUMS, text: sums, items: all.length }], withheld: journal.withheld };
}

function statement({ meta: { id, number, kind }, head }: CaseState, parts: readonly DisclosurePart[]): DisclosedFile {
  const stated = {
    format: STATEMENT_FORMAT,
    exhibitVersion: version,
    case: { id, number, kind },
    journal: { length: head.seq, head: head.hash },
    parts,
  };
  return { path: STATEMENT, text: `${visibleJson(JSON.stringify(stated, null, 1))}\n`, items: 1 };
}

function listed(path: string, values: readonly unknown[]): DisclosedFile {
  const text = JSON.stringify(
    values,
    (_key, value: unknown) => (typeof value === 'string' ? maskedText(value) : value),
    1,
  );
  return { path, text: `${visibleJson(text)}\n`, items: values.length };
}

function exhibitsOf({ receipts, intakes, removed }: CaseState): readonly unknown[] {
  return receipts.map((receipt) => ({
    ...receipt,
    intake: intakes.get(receipt.number) ?? null,
    removed: removed.get(receipt.number) ?? null,
  }));
}

/** The examiner's words in force, each with what it is; alternatives considered stand in annotations and findings. */
function saidOf(state: CaseState): readonly unknown[] {
  const as = (kind: string, values: Iterable<object>): readonly unknown[] =>
    [...values].map((value) => ({ is: kind, ...value }));
  return [
    ...as('annotation', state.annotations.values()),
    ...as('step', state.steps),
    ...as('link', state.links),
    ...as('finding', state.findings),
    ...as('statement', state.manualEvents),
    ...as(
      'mark on many events',
      state.marks.map(({ events: _events, ...mark }) => mark),
    ),
    ...as('clock', state.adjustments.values()),
    ...as('milestone', state.milestones.values()),
    ...as('review', state.reviews),
  ];
}

const REMOVALS: readonly Act['type'][] = [
  'annotation-removed',
  'step-removed',
  'link-removed',
  'finding-removed',
  'manual-event-removed',
  'note-removed',
  'mark-removed',
  'search-uncited',
  'milestone-removed',
  'exhibit-removed',
  'report-withdrawn',
  'undone',
  'redone',
];

/** What was taken out or undone, with the line that says so; of an undone act the act itself. */
function takenBack(lines: readonly JournalLine[]): readonly unknown[] {
  return lines
    .filter(({ body }) => REMOVALS.includes(body.act.type))
    .map(({ body: { seq, at, by, act } }) => {
      const undone = act.type === 'undone' ? lines[act.seq - 1]?.body.act : undefined;
      return { line: seq, at, by, act, ...(undone === undefined ? {} : { undone }) };
    });
}

/** Searches stated in the report, hits or none, and those that were named. */
function searchesOf({ citedSearches, savedSearches }: CaseState): readonly unknown[] {
  return [
    ...citedSearches.map((search) => ({ is: 'stated in the report', ...search })),
    ...savedSearches.map((search) => ({ is: 'named', ...search })),
  ];
}

/** Schedule of what the case holds and the report does not rest on. */
function unusedMaterial(state: CaseState): DisclosedFile {
  const numbers = new Map(state.receipts.map(({ sha256, number }) => [sha256, number]));
  const cited = new Map<string, number>();
  const cite = (exhibit: string, member: string, count: number): void => {
    const key = `${numbers.get(exhibit) ?? exhibit}\n${member}`;
    cited.set(key, (cited.get(key) ?? 0) + count);
  };
  for (const id of citedIds(state)) {
    const { exhibit, member } = parseEventId(id);
    cite(exhibit, member, 1);
  }
  for (const { change, events } of state.marks) {
    if (change.kind === 'for-report') for (const { exhibit, member, count } of events) cite(exhibit, member, count);
  }
  const printed = new Set(notesForReport(state).map(({ id }) => id));
  const rows = [
    ...[...state.imported].flatMap(([number, { ledger }]) =>
      ledger.members.map(({ path, format, events, rejected, sha256 }) => [
        'member',
        number,
        path,
        format,
        String(events),
        String(Math.min(events, cited.get(`${number}\n${path}`) ?? 0)),
        String(rejected),
        sha256,
      ]),
    ),
    ...[...state.annotations.values()]
      .filter(({ forReport }) => !forReport)
      .map(({ event, note }) => ['annotation not for the report', '', event, note, '', '', '', '']),
    ...state.notebook
      .filter(({ id }) => !printed.has(id))
      .map(({ at, text }) => ['note not for the report', '', at, text, '', '', '', '']),
    ...state.savedSearches.map(({ name, query, count }) => ['search', '', name, query, String(count), '', '', '']),
    ...[...state.removed].map(([number, reason]) => ['removed exhibit', number, '', reason, '', '', '', '']),
  ];
  const head = ['what', 'exhibit', 'place', 'content', 'events', 'cited at most', 'rejected records', 'sha256'];
  const masked = rows.map((row) => row.map((cell) => maskedText(cell)));
  return { path: 'unused-material.csv', text: csvText([head, ...masked]), items: rows.length };
}

function journalFile(lines: readonly JournalLine[], isWhole: boolean) {
  let withheld = 0;
  let secrets = 0;
  const text = lines.map(({ hash, bodyHash, body }) => {
    const bodyText = JSON.stringify(body);
    const isSecret = maskedText(bodyText) !== bodyText;
    if (isWhole && !isSecret) return `{"hash":"${hash}","bodyHash":"${bodyHash}","body":${bodyText}}\n`;
    withheld += 1;
    if (isSecret) secrets += 1;
    return `${withholdBody({ hash, bodyHash, bodyText: null })}\n`;
  });
  const file: DisclosedFile = { path: JOURNAL, text: text.join(''), items: lines.length };
  return { file, withheld: { lines: withheld, secrets } };
}
