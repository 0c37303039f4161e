import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from '../../main/services/case-folder.js';
import { SECTIONS } from '../../renderer/report/sections.js';
import { checklistPlaces, readChecklist } from '../support/court-checklist.js';
import { runExhibit } from '../support/run-exhibit.js';
import { attachedFiles } from './hostile-text/pdf-objects.js';
import { squeezed } from './hostile-text/screen-text.js';

const DEMO = 'sample-evidence/demonstration';
const DATE = '2026-11-20T00:00:00Z';

const has = (tool: string): boolean => spawnSync(tool, ['-v']).error === undefined;
const hasPdftotext = has('pdftotext');
const hasShellTools = ['bash', 'jq', 'sha256sum', 'tar', 'gzip'].every(has);

interface CitedRecord {
  readonly mark: string;
  /** Null for what has no time of the incident. */
  readonly '@timestamp': string | null;
  readonly written: string | null;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly outcome: string;
  readonly recordSha256: string;
  readonly command: string;
  readonly exhibit: string;
}

describe('the report of the demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-walk-'));
  const caseFolder = join(folder, 'case');
  const first = join(folder, 'first.pdf');
  const second = join(folder, 'second.pdf');
  const attached = new Map<string, ReadonlyMap<string, Buffer>>();

  const records = (): readonly CitedRecord[] =>
    String(attached.get(first)?.get('cited-records.ndjson'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CitedRecord);
  const text = (pdf: string, ...options: readonly string[]): string =>
    execFileSync('pdftotext', [...options, pdf, '-'], { maxBuffer: 1 << 26 }).toString();

  beforeAll(async () => {
    const inputs = ['--meta', join(DEMO, 'case.json'), '--annotations', join(DEMO, 'annotations.json')];
    const at = ['--case', caseFolder, '--date', DATE];
    const made = await runExhibit(['report', join(DEMO, 'incident.tar.gz'), ...inputs, ...at, '--out', first]);
    expect(String(made.stderr)).not.toContain('fits');
    expect(made.code).toBe(0);
    expect((await runExhibit(['report', ...at, '--out', second])).code).toBe(0);
    for (const pdf of [first, second]) {
      attached.set(pdf, attachedFiles(await PDFDocument.load(readFileSync(pdf), { updateMetadata: false })));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!hasShellTools)('leads from every row to its bytes, by the commands printed alone', () => {
    const rows = join(folder, 'cited-records.ndjson');
    writeFileSync(rows, attached.get(first)?.get('cited-records.ndjson') ?? '');
    const walk = spawnSync('bash', ['test/walk-report.sh', rows, join(caseFolder, 'evidence')]);
    expect(String(walk.stdout)).toBe(`${records().length} rows walked, 0 differences\n`);
    expect(walk.status).toBe(0);
  });

  it.skipIf(!hasShellTools)('does not lead there when a row or the evidence says something else', () => {
    const rows = join(folder, 'changed.ndjson');
    const row = String(attached.get(first)?.get('cited-records.ndjson'))
      .split('\n')
      .find((line) => line.includes('"sh -c id;uname -a"'));
    const changes: readonly (readonly [string, string])[] = [
      ['"actor":"node"', '"actor":"root"'],
      ['"outcome":"detected"', '"outcome":"prevented"'],
      ['"@timestamp":"2026-10-14T09:02:11.482913077Z"', '"@timestamp":"2026-10-14T09:02:11.482913078Z"'],
      ['"object":"sh -c id;uname -a"', '"object":"sh -c id"'],
      ['"recordSha256":"', '"recordSha256":"0'],
      ['tail -c +', 'tail -c +1'],
    ];
    for (const [from, to] of changes) {
      expect(row).toContain(from);
      writeFileSync(rows, `${row?.replace(from, to)}\n`);
      const walk = spawnSync('bash', ['test/walk-report.sh', rows, join(caseFolder, 'evidence')]);
      expect(walk.status, from).toBe(1);
    }
  });

  it.skipIf(!hasPdftotext)('prints what the attached rows say (pdftotext)', () => {
    const pages = squeezed(text(first, '-raw'));
    for (const { mark, written, recordSha256, command, ...row } of records()) {
      const printed = [
        ...(written === null ? ['Timenotimestated'] : [`Time${row['@timestamp']}`, `writtenas${written},resolution`]),
        `Actor${row.actor}Act,object${row.action}·${row.object}Outcome${row.outcome}`,
        `SHA-256${recordSha256}Command${command}`,
      ];
      // As a truth value: a failure should not print the whole report.
      for (const piece of printed) expect(pages.includes(squeezed(piece)), `${mark}: ${piece}`).toBe(true);
    }
  });

  it.skipIf(!hasPdftotext)('has every section that the checklist names (pdftotext)', () => {
    const pages = squeezed(text(first, '-raw'));
    const places = checklistPlaces(readChecklist(readFileSync('docs/court-checklist.md', 'utf8')));
    for (const { id, title } of SECTIONS.filter((section) => places.includes(section.id))) {
      // In the contents, and over the section itself.
      expect(pages.split(squeezed(title)).length, id).toBeGreaterThan(2);
    }
    expect(pages.includes('Template,tobecheckedbycounsel')).toBe(true);
    expect(pages.includes('[notstated]')).toBe(false);
  });

  it.skipIf(!hasPdftotext)('says on every page what it is (pdftotext)', () => {
    const pages = text(first).split('\f').slice(0, -1);
    const id = /R-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}/.exec(pages[0] ?? '')?.[0] ?? 'none';
    for (const [index, page] of pages.entries()) {
      expect(squeezed(page), `page ${index + 1}`).toContain('DEMONSTRATION·DRAFT,notexaminedbyaperson');
      expect(page).toContain(`Report ${id}`);
      expect(page).toContain(`page ${index + 1} of ${pages.length}`);
    }
    expect(pages.at(-1)).toContain(`End of report ${id}`);
  });

  it.skipIf(!hasPdftotext)('is the same text for the same case, date and engine (pdftotext)', () => {
    expect(text(second)).toBe(text(first));
  });

  it('has the same manifest and attachments for the same case, date and engine', () => {
    const names = [...(attached.get(first)?.keys() ?? [])];
    expect(names).toContain('manifest.json');
    for (const name of names) {
      expect(String(attached.get(second)?.get(name)), name).toBe(String(attached.get(first)?.get(name)));
    }
  });

  it.skipIf(!hasPdftotext)('issued, it still says on every page that it is no real case (pdftotext)', async () => {
    const opened = await openCase(caseFolder, 'test');
    for (const kind of ['technical', 'administrative'] as const)
      await opened.append({
        type: 'report-reviewed',
        review: { kind, by: 'A. Khan', on: '2026-03-10', outcome: 'agreed', remarks: '' },
      });
    await opened.close();
    const issued = join(folder, 'issued.pdf');
    expect((await runExhibit(['report', '--issue', '--case', caseFolder, '--date', DATE, '--out', issued])).code).toBe(
      0,
    );
    const pages = text(issued).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.filter((page) => !page.includes('DEMONSTRATION') || page.includes('DRAFT'))).toEqual([]);
  });
});
