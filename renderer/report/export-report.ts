import type { ExhibitBridge, ReportRequest } from '../../main/bridge/contract.js';
import { CASE_DATABASE, CaseDatabase } from '../db/database.js';
import { bridgeCall } from '../session/bridge-call.js';
import type { CaseSession } from '../session/session.js';
import { buildReport, type ReportOptions } from './build-report.js';
import { withoutRemoved } from './held-words.js';
import { journalProof } from './journal-proof.js';
import type { ReportModel } from './model.js';
import { leavePrintRows } from './print-rows.js';
import { reportFiles } from './report-files.js';
import type { ReportWatch } from './report-watch.js';
import { plannedSections } from './sections.js';

export interface ExportedReport {
  readonly path: string;
  readonly sha256: string;
  readonly pages: number;
}

/**
 * Builds the report, leaves it for the print page in the case's database, has main print and finish it; a draft's export is
 * journalled with the hash of the finished file, an issued report by main.
 *
 * @param target absolute path of the PDF, or null for the case's `reports/` folder
 */
export async function exportReport(
  bridge: ExhibitBridge,
  session: CaseSession,
  target: string | null,
  options: ReportOptions,
  watch: ReportWatch,
): Promise<ExportedReport> {
  const database = new CaseDatabase(CASE_DATABASE);
  try {
    const request = await leaveForPrint(database, bridge, session, options, watch);
    watch.onProgress('Printing the pages', null);
    const cancel = (): void => void bridge.call('report.cancel');
    watch.signal.addEventListener('abort', cancel, { once: true });
    const stopListening = bridge.on('report.progress', ({ label, part }) => watch.onProgress(label, part));
    const exported = await bridgeCall(bridge, 'report.print', { ...request, target }).finally(() => {
      watch.signal.removeEventListener('abort', cancel);
      stopListening();
    });
    // Main journals what it issues, in one act with the file.
    if (request.issue !== null) await session.readOn();
    else
      await session.act({
        type: 'exported',
        what: 'report',
        sha256: exported.sha256,
        detail: `${exported.path}, ${exported.pages} pages`,
      });
    return exported;
  } finally {
    await database.prints.clear();
    database.close();
  }
}

/**
 * Builds the report and writes it, and its attachments one by one, where the print page finds them. A large report is
 * hundreds of megabytes: nothing of it is kept here while it is printed.
 */
async function leaveForPrint(
  database: CaseDatabase,
  bridge: ExhibitBridge,
  session: CaseSession,
  options: ReportOptions,
  watch: ReportWatch,
): Promise<Omit<ReportRequest, 'target'>> {
  const model = await buildReport(bridge, session, options, watch);
  if (options.issue) checkEvidence(model);
  watch.onProgress('Writing the attachments', null);
  const printed = withoutRemoved(session.snapshot().state);
  const files = reportFiles(model, await journalProof(bridge, model, printed));
  watch.signal.throwIfAborted();
  const left = await leavePrintRows(database, model, files);
  return {
    title: `Report ${model.meta.number} ${model.meta.title}`.trim(),
    language: 'en',
    date: model.date,
    issue: issueOf(model),
    signerSha256: model.signer?.sha256 ?? null,
    ...left,
  };
}

function issueOf({ version, id, plan, journal }: ReportModel): ReportRequest['issue'] {
  if (version === null) return null;
  const sections = plannedSections(plan).map((section) => section.id);
  return { version, id, sections, restsOn: { seq: journal.length, hash: journal.head } };
}

/** Throws where evidence is not what was received any more: nobody could follow an issued report back to it. */
function checkEvidence({ rehashed, removed }: ReportModel): void {
  const changed = (rehashed ?? []).filter(
    ({ number, unchanged }) => !unchanged && removed.every((exhibit) => exhibit.number !== number),
  );
  if (changed.length === 0) return;
  throw new Error(
    `The evidence of ${changed.map(({ number }) => number).join(', ')} is not what was received, or not in its place. Put it back, or remove the exhibit with the reason.`,
  );
}
