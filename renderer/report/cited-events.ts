import type { CaseState } from '../../parsers/model/case.js';
import { annotatedForReport, keyIds } from '../../parsers/model/cited-ids.js';
import type { EventId } from '../../parsers/model/ids.js';
import { maskedFields, maskedText } from '../../parsers/model/secrets.js';
import { inOrder } from '../kill-chain/event-order.js';
import type { EventDetail } from '../query/spec.js';
import type { CaseSession } from '../session/session.js';
import { actWords } from './acts.js';
import type { CitedEvent } from './model.js';
import { recordCommand } from './record-command.js';
import type { ReportWatch } from './report-watch.js';

/**
 * Most records that are printed in full, about half a page each: more would take more than a gigabyte to lay out and print
 * (docs/decisions/0009-every-cited-row.md). Where more are cited, those that the text rests on are printed in full and all
 * others in one row each.
 */
const IN_FULL = 600;
/** Events asked for at once. */
const BATCH = 64;

/**
 * Everything the report cites, in full and in the order of effective time, and how many of them were marked for it. Throws
 * where the case does not hold one of them.
 */
export async function citedEvents(
  session: CaseSession,
  state: CaseState,
  watch: ReportWatch,
): Promise<{ readonly events: readonly CitedEvent[]; readonly forReport: number }> {
  const key = keyIds(state);
  const wanted = new Set<EventId>([...annotatedForReport(state), ...(await markedForReport(session, state))]);
  const ids = [...new Set([...key, ...wanted])];
  const inFull = new Set((ids.length <= IN_FULL ? ids : [...key]).slice(0, IN_FULL));
  const details: EventDetail[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    watch.signal.throwIfAborted();
    watch.onProgress('Reading the records cited', from / ids.length);
    details.push(...(await Promise.all(ids.slice(from, from + BATCH).map(async (id) => detailOf(session, id)))));
  }
  const ordered = inOrder(details, state.receipts);
  const marks = new Map(ordered.map((detail, index) => [detail.id, `E${index + 1}`]));
  const receipts = new Map(state.receipts.map((receipt) => [receipt.number, receipt]));
  const events = ordered.map((detail): CitedEvent => {
    const receipt = receipts.get(detail.exhibitNumber);
    if (receipt === undefined) throw new Error(`No receipt for exhibit ${detail.exhibitNumber}.`);
    const annotation = state.annotations.get(detail.id) ?? null;
    const shown = maskedDetail(detail);
    return {
      mark: marks.get(detail.id) ?? '',
      detail: shown,
      isRawMasked: shown.raw !== detail.raw,
      annotation,
      effectCites: (annotation?.effect?.records ?? []).flatMap((id) => marks.get(id) ?? []),
      act: actWords(shown.event.fields),
      inFull: inFull.has(detail.id),
      command: recordCommand(detail, receipt.name, receipt.kind),
    };
  });
  return { events, forReport: wanted.size };
}

/** Events that an act on many took into the report. */
async function markedForReport(session: CaseSession, state: CaseState): Promise<readonly EventId[]> {
  const ids: EventId[] = [];
  for (const { id, change } of state.marks) {
    if (change.kind === 'for-report') ids.push(...(await session.query.markedEvents(id)));
  }
  return ids;
}

/** Secrets stay in the evidence: pages and attachments show them masked, with their hash. */
function maskedDetail(detail: EventDetail): EventDetail {
  const { event } = detail;
  const message = maskedText(event.message);
  const fields = maskedFields(event.fields);
  return {
    ...detail,
    message: maskedText(detail.message),
    raw: maskedText(detail.raw),
    event: { ...event, message, fields },
  };
}

async function detailOf(session: CaseSession, id: EventId): Promise<EventDetail> {
  const detail = await session.query.detail(id);
  if (detail !== null) return detail;
  throw new Error(
    `The report cites an event that the case does not hold: ${id}. Import its exhibit again or remove the annotation.`,
  );
}
