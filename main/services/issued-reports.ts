/**
 * Issued reports in `reports/`: each is written once, read-only, and journalled with its hash. A file has a temporary name
 * until the journal's line commits it; what opening finds under such a name is either committed, and gets its own, or was
 * never issued, and goes.
 */
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseState } from '../../parsers/model/case.js';
import { issueBars, type ReportIssue } from '../../parsers/model/report-issue.js';
import { BridgeFailure } from '../bridge/failure.js';
import { syncFolder } from './durable-file.js';

const ISSUING = '.issuing-';

/** Where the file of a version lies until it is journalled. */
export function issuingPath(reportsFolder: string, version: number): string {
  return join(reportsFolder, `${ISSUING}${version}`);
}

/**
 * Throws `BridgeFailure` where a report of the case cannot be issued: obligatory fields or reviews are missing, or the
 * case is not any more what the report was made of.
 */
export function checkMayIssue(state: CaseState, issue: Pick<ReportIssue, 'version' | 'restsOn'>): void {
  const bars = issueBars(state);
  if (bars.length > 0) {
    throw new BridgeFailure(
      'not-allowed',
      `This report cannot be issued yet. ${bars.map(({ text }) => text).join('; ')}.`,
    );
  }
  if (issue.restsOn.hash !== state.lastWord.hash || issue.version !== state.issues.length + 1)
    throw new BridgeFailure('failed', 'The case was changed while the report was being made. Issue it again.');
}

/** Makes the file that lies under its temporary name an issued report. */
export async function commitIssue(
  reportsFolder: string,
  issue: ReportIssue,
  journal: (issue: ReportIssue) => Promise<unknown>,
): Promise<void> {
  const part = issuingPath(reportsFolder, issue.version);
  await chmod(part, 0o444);
  await journal(issue);
  await giveName(reportsFolder, issue);
}

/** Finishes or removes what an interrupted issue left. Returns what the examiner is told of it. */
export async function settleInterruptedIssues(
  reportsFolder: string,
  issues: readonly Pick<ReportIssue, 'version' | 'file'>[],
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const name of (await readdir(reportsFolder)).toSorted()) {
    if (!name.startsWith(ISSUING)) continue;
    const issue = issues.find(({ version }) => name === `${ISSUING}${version}`);
    if (issue === undefined) {
      await rm(join(reportsFolder, name), { force: true });
      told.push('The issue of a report was interrupted before it counted: nothing was issued. Issue it again.');
    } else {
      await giveName(reportsFolder, issue);
      told.push(
        `Version ${issue.version} of the report was issued when the program ended; it is ${issue.file} in reports.`,
      );
    }
  }
  return told;
}

async function giveName(reportsFolder: string, issue: Pick<ReportIssue, 'version' | 'file'>): Promise<void> {
  await rename(issuingPath(reportsFolder, issue.version), join(reportsFolder, issue.file));
  await syncFolder(reportsFolder);
}
