import type { AnnotationsFile, EventMatch } from '../../parsers/model/annotations-file.js';
import { parseEventId, type EventId } from '../../parsers/model/ids.js';
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
  const steps = new Map<string, string>();
  for (const entry of file.annotations) {
    const event = eventOf(entry.id);
    const { note, kind, technique, tactic, confidence, alternatives, tags, forReport, step } = entry;
    await session.act({
      type: 'annotated',
      annotation: { event, note, kind, technique, tactic, confidence, alternatives, tags, forReport },
    });
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
    await session.act({ type: 'finding-set', finding: { ...finding, ...cited, id: crypto.randomUUID() } });
  }
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
  const result = await session.query.search('annotations', { query: match.query, range: null });
  if ('problem' in result)
    throw new UnmatchedAnnotation(
      `query "${match.query}", character ${result.problem.at + 1}: ${result.problem.message}`,
    );
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
