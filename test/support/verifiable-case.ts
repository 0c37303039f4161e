import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { createCase, openCase } from '../../main/services/case-folder.js';
import type { OpenCase } from '../../main/services/open-case.js';
import { describeSigner, type SigningKey } from '../../main/services/signing/signing-key.js';
import { ledgerHash } from '../../parsers/model/canonical-json.js';
import type { CaseDraft, ExhibitReceipt, JournalLine } from '../../parsers/model/case.js';
import { FORMATS } from '../../parsers/registry.js';
import { bytesFile } from './bytes-file.js';
import { collectImport } from './collect-import.js';
import { exhibitLedger, memberLedger } from './ledger-builders.js';
import { citedLines, reportAttachments, sha256, type CitedRecord } from './report-attachments.js';
import { smallReport } from './signed-pdf.js';
import { tarOf } from './tar-builder.js';

const LINES = ['{"a":1}', '{"a":"zwei \u00e4"}', '{"a":3}'];
const DRAFT: CaseDraft = {
  kind: 'case',
  number: '2026-117',
  title: '',
  examiner: 'Jo Smith',
  organisation: 'Lab',
  questions: [],
  displayZone: 'UTC',
};

export interface VerifiableCase {
  readonly folder: string;
  /** Where the exhibit lies that was left in place. */
  readonly left: string;
  /** Journal up to the state that the report rests on. */
  readonly lines: readonly JournalLine[];
  readonly records: readonly CitedRecord[];
  /** A report of this state, its export journalled. */
  readonly report: Buffer;
}

/**
 * A case of three exhibits (an archive in layers, a folder, a file left in place), imported, annotated with some notes, with
 * a report that cites a record of each.
 *
 * @param parent a folder of the test
 */
export async function verifiableCase(parent: string, key: SigningKey): Promise<VerifiableCase> {
  const text = `${LINES.join('\n')}\n`;
  const inner = zipSync({ 'audit.log': Buffer.from(text) });
  const layers = gzipSync(
    tarOf([
      { name: 'node/inner.zip', content: inner },
      { name: 'node/audit.log.gz', content: gzipSync(text) },
    ]),
  );
  const archive = join(parent, 'bundle.tar.gz');
  const collected = join(parent, 'collected');
  const left = join(parent, 'left.log');
  await mkdir(join(collected, 'sub'), { recursive: true });
  await writeFile(archive, layers);
  await writeFile(join(collected, 'sub', 'audit.log'), text);
  await writeFile(join(collected, 'other.txt'), 'other\n');
  await writeFile(left, text);
  const folder = await createCase(join(parent, 'case'), DRAFT);
  const opened = await openCase(folder, 'test');
  const options = { origin: 'test', numberPrefix: 'JS' } as const;
  const never = new AbortController().signal;
  const receipts = [
    ...(await opened.receive([archive, collected], { ...options, storage: 'copy' }, () => {}, never)),
    ...(await opened.receive([left], { ...options, storage: 'reference' }, () => {}, never)),
  ];
  for (const receipt of receipts) await importAgain(opened, receipt);
  for (const index of [1, 2, 3, 4, 5])
    await opened.append({
      type: 'note-set',
      note: { id: `n${index}`, at: '2026-11-23T08:00:00Z', text: `note ${index}`, events: [], searches: [] },
    });
  const { lines } = await opened.readJournal(1, 1 << 24);
  const records = [
    ...citedLines(LINES, 'JS/1', 'node/inner.zip!/audit.log'),
    ...citedLines(LINES, 'JS/1', 'node/audit.log.gz'),
    ...citedLines(LINES, 'JS/2', 'sub/audit.log'),
    ...citedLines(LINES, 'JS/3'),
  ];
  const stated = { kind: 'case', signerSha256: describeSigner(key).sha256, lines, records } as const;
  const report = await smallReport(key, reportAttachments(stated));
  await opened.append({ type: 'exported', what: 'report', sha256: sha256(report), detail: 'report.pdf' });
  await opened.close();
  return { folder, left, lines, records, report };
}

/** Journals the import of an exhibit with the ledger that reading it gives. */
async function importAgain(opened: OpenCase, receipt: ExhibitReceipt): Promise<void> {
  const paths = await opened.evidencePaths(receipt.number);
  const files = receipt.files.map(({ path }, index) => bytesFile(path, readFileSync(paths[index] ?? '')));
  const { members } = await collectImport(files, { formats: FORMATS });
  const ledger = exhibitLedger(
    receipt.number,
    members.map(({ path, end }) => memberLedger({ path, ...end })),
  );
  await opened.append({ type: 'exhibit-imported', number: receipt.number, ledgerSha256: ledgerHash(ledger), ledger });
}
