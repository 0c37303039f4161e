import type { AnnotationsFile, EventMatch } from '../../parsers/model/annotations-file.js';
import { parseEventId, type EventId } from '../../parsers/model/ids.js';
import type { SearchResult } from '../query/spec.js';
import type { CaseSession } from './session.js';

/** An entry of the annotations file that fits no event, or more than one. */
export class UnmatchedAnnotation extends Error {}

/**
 * Journals what an annotations file says: annotations first, then steps, links, findings. Every entry is matched before the
 * first act, so that a file with one wrong entry changes nothing. Throws `UnmatchedAnnotation`.
 */
export async function applyAnnotations(session: CaseSession, file: AnnotationsFile): Promise<void> {
  const events = new Map<string, EventId>();
  for (const { id, match } of file.annotations) events.set(id, await resolve(session, id, match));
  const eventOf = (id: string): EventId => {
    const event = events.get(id);
    if (event === undefined) throw new Error(`annotations file refers to ${id}, which was not read`);
    return event;
  };
  await checkStatements(session, file);
  const steps = new Map<string, string>();
  for (const entry of file.annotations) {
    const event = eventOf(entry.id);
    const { id: _id, match: _match, step, effect, ...said } = entry;
    const shown = effect === null ? {} : { effect: { ...effect, records: effect.records.map(eventOf) } };
    await session.act({ type: 'annotated', annotation: { ...said, ...shown, event } });
    if (step === null) continue;
    const id = crypto.randomUUID();
    steps.set(entry.id, id);
    await session.act({ type: 'step-added', step: { id, event, title: step } });
  }
  for (const { from, to, reason, records } of file.links) {
    const link = {
      id: crypto.randomUUID(),
      from: steps.get(from) ?? '',
      to: steps.get(to) ?? '',
      reason,
      records: records.map(eventOf),
    };
    await session.act({ type: 'link-added', link });
  }
  for (const finding of file.findings) {
    const cited = { recordsFor: finding.recordsFor.map(eventOf), recordsAgainst: finding.recordsAgainst.map(eventOf) };
    const answers = finding.answers.map((place) => session.meta().questions[place - 1] ?? '');
    await session.act({ type: 'finding-set', finding: { ...finding, ...cited, answers, id: crypto.randomUUID() } });
  }
  await applyStatements(session, file, events);
}

/** What the file says beside single events: exhibits, statements, milestones, searches, particulars, the report's plan. */
async function applyStatements(
  session: CaseSession,
  file: AnnotationsFile,
  events: ReadonlyMap<string, EventId>,
): Promise<void> {
  for (const { exhibit, intake } of file.exhibits) {
    for (const number of numbersOf(session, exhibit)) await session.act({ type: 'exhibit-described', number, intake });
  }
  for (const event of file.statements) await session.act({ type: 'manual-event-set', event });
  for (const { name, shownBy } of file.milestones) {
    const record = events.get(shownBy);
    await session.act({
      type: 'milestone-set',
      milestone: { name, shownBy: record === undefined ? { statement: shownBy } : { record } },
    });
  }
  for (const query of file.searches) {
    const { matched: count, total } = await searchFor(session, query);
    const search = { id: crypto.randomUUID(), query, range: null, count, total, at: new Date().toISOString() };
    await session.act({ type: 'search-cited', search });
  }
  if (file.particulars !== null) await session.act({ type: 'particulars-stated', particulars: file.particulars });
  if (file.report !== null) await session.act({ type: 'report-planned', plan: file.report });
}

/** Throws `UnmatchedAnnotation` where the file names an exhibit or a question that the case has not, or a query that cannot be read. */
async function checkStatements(session: CaseSession, file: AnnotationsFile): Promise<void> {
  const { receipts, meta } = session.snapshot().state;
  const unknown = file.exhibits.find(({ exhibit }) => numbersOf(session, exhibit).length === 0);
  if (unknown !== undefined)
    throw new UnmatchedAnnotation(
      `exhibits: the case has no ${unknown.exhibit}; it has ${receipts.map(({ number }) => number).join(', ')}`,
    );
  for (const { title, answers } of file.findings) {
    const place = answers.find((one) => one > meta.questions.length);
    if (place !== undefined)
      throw new UnmatchedAnnotation(
        `finding "${title}" answers question ${place}; the case asks ${meta.questions.length}`,
      );
  }
  for (const query of file.searches) await searchFor(session, query);
}

/** Exhibits of that number, or else of that name. */
function numbersOf(session: CaseSession, exhibit: string): readonly string[] {
  const { receipts } = session.snapshot().state;
  const byNumber = receipts.filter(({ number }) => number === exhibit);
  return (byNumber.length > 0 ? byNumber : receipts.filter(({ name }) => name === exhibit)).map(({ number }) => number);
}

/** Searches everything. Throws `UnmatchedAnnotation` where the query cannot be read. */
async function searchFor(session: CaseSession, query: string): Promise<SearchResult> {
  const result = await session.query.search('annotations', { query, range: null });
  if ('problem' in result)
    throw new UnmatchedAnnotation(`query "${query}", character ${result.problem.at + 1}: ${result.problem.message}`);
  return result;
}

async function resolve(session: CaseSession, id: string, match: EventMatch): Promise<EventId> {
  const found = await candidates(session, match);
  const [only, second] = found;
  if (only === undefined)
    throw new UnmatchedAnnotation(`annotation "${id}" fits no event: check its match ${JSON.stringify(match)}`);
  if (second !== undefined)
    throw new UnmatchedAnnotation(
      `annotation "${id}" fits ${found.length} events: make its match ${JSON.stringify(match)} narrower`,
    );
  return only;
}

async function candidates(session: CaseSession, match: EventMatch): Promise<readonly EventId[]> {
  if ('event' in match) {
    const detail = await session.query.detail(match.event as EventId);
    return detail === null ? [] : [detail.id];
  }
  if ('line' in match) return (await session.query.locate(match.exhibit ?? null, match.member, match.line)).slice(0, 1);
  const result = await searchFor(session, match.query);
  const rows = await session.query.rows(result.id, 0, Math.min(result.matched, 1000));
  const exhibit = session.snapshot().state.receipts.find((receipt) => receipt.number === match.exhibit)?.sha256;
  return rows
    .map((row) => row.id)
    .filter((event) => {
      const ref = parseEventId(event);
      return (
        (match.member === undefined || ref.member === match.member) &&
        (match.exhibit === undefined || ref.exhibit === exhibit)
      );
    });
}
