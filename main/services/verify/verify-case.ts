/** What a case folder says, checked: journal, evidence, and, where a report is held against it, what the report claims of it. */
import { sha256Hex } from '../signing/signing-key.js';
import { cannotTell, no, yes, type Answer, type AnswerId } from './answer.js';
import type { CaseRecord } from './case-record.js';
import { checkEvidence, type EvidenceState, type OnExhibit } from './check-evidence.js';
import { listed } from './listed.js';
import type { Manifest } from './report-contents.js';

/** A report that is held against its case. */
export interface ReportClaims {
  readonly bytes: Buffer;
  /** Null where it cannot be read. */
  readonly manifest: Manifest | null;
  /** Hashes of the journal's lines as the report attaches them. */
  readonly journal: readonly string[];
}

/** Checks a case, and a report against it unless that is null. */
export async function verifyCase(
  record: CaseRecord,
  report: ReportClaims | null,
  onExhibit: OnExhibit,
): Promise<readonly Answer[]> {
  const evidence = await checkEvidence(record, report?.manifest?.records ?? [], onExhibit);
  return [
    journalAnswer(record),
    completeAnswer(record, report?.manifest ?? null),
    evidenceAnswer(evidence),
    membersAnswer(evidence),
    ...(report === null ? [] : reportAnswers(record, evidence, report)),
  ];
}

function journalAnswer({ hashes, damage, caseFileFault, wrongLedgers }: CaseRecord): Answer {
  if (damage !== null) return no('case-journal', damage);
  if (wrongLedgers.length > 0)
    return no('case-journal', `Line ${wrongLedgers.join(', ')} states another hash than its ledger has.`);
  if (caseFileFault !== null)
    return no('case-journal', `All ${hashes.length} lines follow from one another, but ${caseFileFault}.`);
  return yes(
    'case-journal',
    `All ${hashes.length} lines follow from one another up to the head ${hashes.at(-1) ?? ''}.`,
  );
}

function completeAnswer({ hashes, damage, tornBytes }: CaseRecord, manifest: Manifest | null): Answer {
  const end = hashes.length;
  const named = manifest?.journal.length ?? 0;
  if (named > end && damage === null)
    return no(
      'case-complete',
      `It ends at line ${end}, and the report rests on line ${named}: lines were cut off its end, or this is an older copy of the case.`,
    );
  const torn = `${tornBytes} bytes of a line follow line ${end} that was never finished: program or power went while it was written, or its end was cut off. `;
  const known = manifest === null ? '' : `The report proves that there were ${named} lines. `;
  const because =
    damage === null
      ? `${tornBytes > 0 ? torn : ''}${known}Lines that are cut off its end whole leave no trace in it.`
      : `It is damaged behind line ${end}.`;
  return cannotTell(
    'case-complete',
    because,
    'A report that rests on a later line, or a note of a later head, would: exhibit verify <report.pdf> --case <folder>.',
  );
}

function evidenceAnswer({ exhibits, unnamed }: EvidenceState): Answer {
  const faults = exhibits.flatMap(({ storage, changed, missing }) => [
    ...changed,
    ...(storage === 'copy' ? missing : []),
  ]);
  const elsewhere = exhibits.flatMap(({ storage, missing }) => (storage === 'reference' ? missing : []));
  const besides = unnamed.length === 0 ? '' : ` Besides them lie files there that no receipt names: ${listed(unnamed)}`;
  if (faults.length > 0) return no('case-evidence', `${listed(faults)}${besides}`);
  if (elsewhere.length > 0)
    return cannotTell(
      'case-evidence',
      `${listed(elsewhere)}${besides}`,
      'The evidence that was left in place would, put back where it was.',
    );
  return yes('case-evidence', `All ${exhibits.length} exhibits have the SHA-256 of their receipt.${besides}`);
}

function membersAnswer({ exhibits }: EvidenceState): Answer {
  const differing = exhibits.flatMap(({ members }) => members?.differing ?? []);
  if (differing.length > 0) return no('case-members', listed(differing));
  const unopened = exhibits.filter(({ missing }) => missing.length > 0).map(({ number }) => number);
  if (unopened.length > 0)
    return cannotTell('case-members', `Not opened: ${unopened.join(', ')}.`, 'The files that are missing would.');
  const count = exhibits.reduce((sum, { members }) => sum + (members?.count ?? 0), 0);
  return yes('case-members', `All ${count} members were opened again and have the hashes and sizes of the ledger.`);
}

const REPORT = ['report-head', 'report-export', 'report-exhibits', 'report-records'] as const satisfies AnswerId[];

function reportAnswers(record: CaseRecord, evidence: EvidenceState, report: ReportClaims): readonly Answer[] {
  const { manifest } = report;
  if (manifest === null)
    return REPORT.map((id) =>
      cannotTell(id, 'What the report claims cannot be read.', 'The report as it was handed over would.'),
    );
  if (record.caseId !== null && record.caseId !== manifest.caseId) {
    const because = `The report is of the case ${manifest.caseId}, the folder holds the case ${record.caseId}.`;
    return REPORT.map((id) => no(id, because));
  }
  return [
    headAnswer(record, manifest, report.journal),
    exportAnswer(record, sha256Hex(report.bytes)),
    exhibitsAnswer(record, manifest),
    recordsAnswer(manifest, evidence),
  ];
}

function headAnswer({ hashes, damage }: CaseRecord, manifest: Manifest, proof: readonly string[]): Answer {
  const { length, head } = manifest.journal;
  const parting = hashes.findIndex((hash, index) => index < proof.length && hash !== proof[index]);
  if (parting >= 0)
    return no(
      'report-head',
      `From line ${parting + 1} on, the journal of the case is not the one that the report attaches: one of the two was written anew.`,
    );
  if (hashes.length >= length && hashes[length - 1] !== head)
    return no('report-head', `Line ${length} of the journal has another hash than the report states.`);
  if (hashes.length >= length) return yes('report-head', `Line ${length} of the journal has the hash ${head}.`);
  if (damage === null)
    return no('report-head', `The journal ends at line ${hashes.length}, and the report rests on line ${length}.`);
  return cannotTell(
    'report-head',
    `The journal holds up to line ${hashes.length}; the report rests on line ${length}.`,
    'A copy of the case folder without that damage would.',
  );
}

function exportAnswer({ exports, damage }: CaseRecord, sha256: string): Answer {
  const stated = exports.find((one) => one.sha256 === sha256);
  if (stated !== undefined) return yes('report-export', `Line ${stated.seq} states it: SHA-256 ${sha256}.`);
  if (damage !== null)
    return cannotTell(
      'report-export',
      'No line that holds states it, and the journal is damaged.',
      'A copy of the case folder without that damage would.',
    );
  return no(
    'report-export',
    `No line of the journal states the export of a file with the SHA-256 ${sha256}: it is another file, or its line was cut off.`,
  );
}

function exhibitsAnswer({ receipts }: CaseRecord, { exhibits }: Manifest): Answer {
  const received = new Map(receipts.map(({ number, sha256 }) => [number, sha256]));
  const faults = exhibits.flatMap(({ number, sha256 }) => {
    const found = received.get(number);
    if (found === undefined) return [`${number} is not in the case`];
    return found === sha256 ? [] : [`${number} was received with another SHA-256 than the report states`];
  });
  if (faults.length > 0) return no('report-exhibits', listed(faults));
  return yes('report-exhibits', `All ${exhibits.length} exhibits were received in the case with the SHA-256 stated.`);
}

function recordsAnswer({ records }: Manifest, { exhibits }: EvidenceState): Answer {
  const opened = new Map(exhibits.map((one) => [one.number, one.records]));
  const differing: string[] = [];
  let unopened = 0;
  for (const { mark, exhibit, sha256 } of records) {
    const found = opened.get(exhibit);
    if (found === undefined || found === null) unopened += 1;
    else if (found.get(mark) !== sha256) differing.push(`${mark} does not stand in ${exhibit} where the report says`);
  }
  if (differing.length > 0) return no('report-records', listed(differing));
  if (unopened > 0)
    return cannotTell(
      'report-records',
      `${records.length - unopened} of ${records.length} stand where the report says; of the others the exhibit is missing.`,
      'The exhibits that are missing would.',
    );
  return yes(
    'report-records',
    `All ${records.length} stand in the evidence where the report says, with the SHA-256 it states.`,
  );
}
