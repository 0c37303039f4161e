import type { ExhibitBridge, HeadlessJob, HeadlessResult } from '../../main/bridge/contract.js';
import type { Adjustment } from '../../parsers/model/case.js';
import { adjustmentKey } from '../../parsers/model/fold.js';
import type { MemberLedger } from '../../parsers/model/ledger.js';
import type { MemberReading, Reading } from '../../parsers/model/reading.js';
import { DamagedRows } from '../db/damaged-rows.js';
import { exportReport } from '../report/export-report.js';
import { applyAnnotations } from './apply-annotations.js';
import { bridgeCall } from './bridge-call.js';
import { isZoneOpen } from './clock-sources.js';
import { openCaseSession } from './case-session.js';
import { downloadBlob } from './download-blob.js';
import { progressLine } from './progress-line.js';
import type { CaseSession } from './session.js';

/** Carries out one command line run in a hidden window: the same session, workers and database as on screen. */
export async function runHeadless(bridge: ExhibitBridge): Promise<void> {
  const result = await carryOut(bridge).catch((error: unknown): HeadlessResult => ({
    exit: 3,
    message: error instanceof Error ? error.message : String(error),
  }));
  await bridgeCall(bridge, 'headless.done', result);
}

async function carryOut(bridge: ExhibitBridge): Promise<HeadlessResult> {
  const job = await bridgeCall(bridge, 'headless.job');
  const session = await openCaseSession(bridge);
  const off = reportProgress(bridge, session);
  try {
    const cancelledBefore = session.snapshot().state.cancelled.size;
    await receive(session, job);
    const isComplete = session.snapshot().state.cancelled.size === cancelledBefore;
    const message = await answer(bridge, session, job);
    const { notices } = session.snapshot();
    // An error is evidence that could not be read: the answer is without it.
    const isWhole = isComplete && notices.every(({ tone }) => tone !== 'error');
    return {
      exit: isWhole && isClean(session) ? 0 : 1,
      message: [message, ...notices.map(({ text }) => text)].filter((text) => text !== '').join('\n'),
    };
  } finally {
    off();
    session.close();
  }
}

async function receive(session: CaseSession, job: HeadlessJob): Promise<void> {
  if (job.evidence !== null) await session.importEvidence(job.evidence, { origin: job.origin, storage: job.storage });
  if (job.formats.length > 0) await stateFormats(session, job.formats);
}

/** Says what members are, in every exhibit that has such a member; their exhibits are read again. */
async function stateFormats(session: CaseSession, formats: HeadlessJob['formats']): Promise<void> {
  const { exhibits } = session.ledger();
  const readings = formats.flatMap(({ member, format }): readonly MemberReading[] => {
    const reading: Reading = format === 'not-evidence' ? { kind: 'not-evidence' } : { kind: 'format', format };
    const holders = exhibits.filter(({ members }) => members.some(({ path }) => path === member));
    if (holders.length === 0) throw new Error(`--format ${member}=${format}: there is no member of that path`);
    return holders.map(({ number }) => ({ exhibit: number, member, reading, reason: 'stated on the command line' }));
  });
  await session.act({ type: 'readings-stated', readings });
}

/** Damage of the database may show only when a row is read: it is repaired, and the work done again. */
async function afterRepair<T>(session: CaseSession, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DamagedRows)) throw error;
    await session.repaired();
    return work();
  }
}

async function answer(bridge: ExhibitBridge, session: CaseSession, job: HeadlessJob): Promise<string> {
  switch (job.command) {
    case 'import':
      await downloadBlob(bridge, new Blob([`${JSON.stringify(session.ledger(), null, 2)}\n`]), 'ledger.json');
      return '';
    case 'events':
      return exportEvents(bridge, session, job);
    case 'report': {
      const { annotations, date, issue } = job;
      const watch = { onProgress: printReportProgress(bridge), signal: new AbortController().signal };
      if (annotations !== null) await afterRepair(session, () => applyAnnotations(session, annotations));
      const { path, sha256, pages } = await afterRepair(session, () =>
        exportReport(bridge, session, null, { date, issue }, watch),
      );
      return `${path}\n${pages} pages, SHA-256 ${sha256}`;
    }
  }
}

/** One line per stage, with its part where that is known. */
function printReportProgress(bridge: ExhibitBridge): (label: string, part: number | null) => void {
  let last = '';
  return (label, part) => {
    const line = part === null ? label : `${label}: ${Math.floor(part * 100)} %`;
    if (line === last) return;
    last = line;
    void bridge.call('headless.progress', line);
  };
}

async function exportEvents(
  bridge: ExhibitBridge,
  session: CaseSession,
  job: HeadlessJob & { command: 'events' },
): Promise<string> {
  for (const { member, zone } of job.zones)
    await sayTimes(
      session,
      member,
      { zone },
      `--zone ${member}=${zone}: no member of that path has times without a zone`,
    );
  for (const { member, year } of job.years)
    await sayTimes(
      session,
      member,
      { year },
      `--year ${member}=${year}: no member of that path has times without a year`,
    );
  const blob = await afterRepair(session, async () => {
    const result = await session.query.search('export', { query: job.query, range: null });
    if ('problem' in result) throw new Error(`query, character ${result.problem.at + 1}: ${result.problem.message}`);
    return session.query.export(result.id, job.csv ? 'csv' : 'ndjson');
  });
  await downloadBlob(bridge, blob, job.csv ? 'events.csv' : 'events.ndjson');
  return '';
}

/** Says a member's zone or year, in every exhibit that has such a member and waits for it. */
async function sayTimes(
  session: CaseSession,
  member: string,
  said: Pick<Adjustment, 'zone'> | Required<Pick<Adjustment, 'year'>>,
  nobody: string,
): Promise<void> {
  const isAsked = 'year' in said ? asksYear : asksZone;
  const asked = session
    .ledger()
    .exhibits.flatMap(({ number, members }) =>
      members.filter((line) => line.path === member && isAsked(line)).map(() => number),
    );
  if (asked.length === 0) throw new Error(nobody);
  for (const exhibit of asked) {
    const before = session.snapshot().state.adjustments.get(adjustmentKey(exhibit, member));
    const adjustment = before ?? { exhibit, member, zone: null, offsetNs: '0', uncertaintyNs: '0' };
    await session.act({
      type: 'adjusted',
      adjustment: { ...adjustment, ...said, reason: 'stated on the command line' },
    });
  }
}

function asksZone({ zoneNeeded }: MemberLedger): boolean {
  return zoneNeeded;
}

function asksYear({ yearNeeded }: MemberLedger): boolean {
  return yearNeeded === true;
}

/** False where evidence has rejected records or open zone questions; everything else is still written. */
function isClean(session: CaseSession): boolean {
  const { state } = session.snapshot();
  const ledger = session.ledger();
  const isOpen = ledger.exhibits.some((exhibit) =>
    exhibit.members.some((member) => isZoneOpen(state.adjustments, exhibit.number, member)),
  );
  return ledger.totals.rejected === 0 && !isOpen;
}

function reportProgress(bridge: ExhibitBridge, session: CaseSession): () => void {
  let last = '';
  return session.subscribe(() => {
    const run = session.snapshot().importing;
    if (run === null) return;
    const line = progressLine(run, performance.now());
    if (line === last) return;
    last = line;
    void bridge.call('headless.progress', line);
  });
}
