import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseMeta } from '../../parsers/model/case.js';
import { emptyState } from '../../parsers/model/fold.js';
import type { OpenCase } from '../../main/services/open-case.js';

function notHere(): never {
  throw new Error('The host check has no journal.');
}

/** As much of a case as a window needs: a folder, evidence paths, a reports folder. */
export function fakeCase(folder: string, evidence: readonly string[]): OpenCase {
  const meta: CaseMeta = {
    id: 'host-check',
    formatVersion: 1,
    kind: 'case',
    number: 'HC',
    title: 'Host check',
    examiner: '',
    organisation: '',
    questions: [],
    displayZone: 'UTC',
    tokenSeed: '0000000000000000',
    createdAt: '2026-01-01T00:00:00Z',
  };
  return {
    folder,
    meta: () => meta,
    state: () => emptyState(meta),
    issueReport: notHere,
    archive: notHere,
    missingEvidence: notHere,
    relink: notHere,
    readJournal: notHere,
    append: notHere,
    receive: notHere,
    notices: [],
    digests: notHere,
    rehash: notHere,
    rehashOne: notHere,
    evidencePaths: async () => evidence,
    reportsFolder: async () => {
      const reports = join(folder, 'reports');
      mkdirSync(reports, { recursive: true });
      return reports;
    },
    close: async () => undefined,
  };
}
