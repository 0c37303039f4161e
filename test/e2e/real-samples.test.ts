import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExhibit } from '../support/run-exhibit.js';

const SAMPLES = fileURLToPath(new URL('../../sample-evidence', import.meta.url));
const STRATUS = 'aws-cloudtrail/stratus';
const TRACES = 'k8s-audit/falco-traces';

/** Real samples of all three formats: attack detonations, audit traces, alerts. */
const EVIDENCE = [
  ...readdirSync(join(SAMPLES, STRATUS)).map((name) => `${STRATUS}/${name}`),
  ...readdirSync(join(SAMPLES, TRACES)).map((name) => `${TRACES}/${name}`),
  'falco/falcosidekick/falcosidekick-and-talon.ndjson',
]
  .filter((path) => !path.endsWith('ORIGIN.md'))
  .map((path) => join(SAMPLES, path));

const STEPS = [
  ['alert', 'rule.name: "Write below binary dir"', 'File below a binary directory is written'],
  ['exec', 'event.action: "create pods/exec"', 'Exec into a pod'],
  ['attach', 'event.action: "create pods/attach"', 'Attach to a pod'],
  ['backdoor', 'event.action: UpdateAssumeRolePolicy', 'Trust policy of a role is changed'],
  ['snapshot', 'event.action: ModifySnapshotAttribute', 'Snapshot is shared'],
  ['flowlogs', 'event.action: DeleteFlowLogs', 'Flow logs are deleted'],
] as const;

interface CitedRecord {
  readonly mark: string;
  readonly '@timestamp': string;
  readonly recordSha256: string;
  readonly exhibit: string;
  readonly command: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The files attached to a PDF, by name. */
async function attachmentsOf(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const pdf = await PDFDocument.load(readFileSync(path), { updateMetadata: false });
  const names = pdf.catalog
    .lookup(PDFName.of('Names'), PDFDict)
    .lookup(PDFName.of('EmbeddedFiles'), PDFDict)
    .lookup(PDFName.of('Names'), PDFArray);
  const files = new Map<string, Buffer>();
  for (let index = 0; index < names.size(); index += 2) {
    const name = names.lookup(index);
    const stream = names
      .lookup(index + 1, PDFDict)
      .lookup(PDFName.of('EF'), PDFDict)
      .lookup(PDFName.of('F'));
    if (!(name instanceof PDFHexString || name instanceof PDFString) || !(stream instanceof PDFRawStream))
      throw new Error('unexpected attachment');
    files.set(name.decodeText(), Buffer.from(decodePDFRawStream(stream).decode()));
  }
  return files;
}

describe('a report over real samples of three formats', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-real-'));
  const report = join(folder, 'report.pdf');
  const caseFolder = join(folder, 'case');
  let records: readonly CitedRecord[] = [];
  let attachments: ReadonlyMap<string, Buffer> = new Map();

  beforeAll(async () => {
    const annotations = STEPS.map(([id, query, title]) => ({ id, match: { query }, note: title, step: title }));
    const links = [{ from: 'exec', to: 'attach', reason: 'same user', records: ['exec', 'attach'] }];
    writeFileSync(join(folder, 'annotations.json'), JSON.stringify({ annotations, links }));
    const run = await runExhibit([
      'report',
      ...EVIDENCE,
      '--case',
      caseFolder,
      '--annotations',
      join(folder, 'annotations.json'),
      '--out',
      report,
    ]);
    expect(String(run.stderr)).not.toContain('fits');
    expect(run.code).toBe(0);
    attachments = await attachmentsOf(report);
    records = String(attachments.get('cited-records.ndjson') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CitedRecord);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('cites the six steps and nothing else', () => {
    expect(records).toHaveLength(STEPS.length);
    expect(records.map(({ '@timestamp': time }) => time)).toEqual(
      records.map(({ '@timestamp': time }) => time).toSorted(),
    );
  });

  it('prints commands whose output has the hash printed beside them', () => {
    const evidence = join(caseFolder, 'evidence');
    for (const { exhibit, command, recordSha256, mark } of records) {
      const cwd = join(evidence, exhibit.replace('/', '-'));
      const bytes = execFileSync('sh', ['-c', command], { cwd });
      expect(createHash('sha256').update(bytes).digest('hex'), mark).toBe(recordSha256);
      const actions = [...EVIDENCE].some((path) => readFileSync(path).includes(bytes));
      expect(actions, `${mark} stands in the samples`).toBe(true);
    }
  });

  it('names the hash of every other attachment in the manifest', () => {
    const manifest = JSON.parse(String(attachments.get('manifest.json'))) as {
      attachments: { name: string; sha256: string }[];
    };
    expect(manifest.attachments.map(({ name }) => name).toSorted()).toEqual(
      [...attachments.keys()].filter((name) => name !== 'manifest.json').toSorted(),
    );
    for (const { name, sha256 } of manifest.attachments) {
      expect(
        createHash('sha256')
          .update(attachments.get(name) ?? '')
          .digest('hex'),
        name,
      ).toBe(sha256);
    }
  });
});
