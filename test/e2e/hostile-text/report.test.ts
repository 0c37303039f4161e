import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { HostileCase, META, TITLES, TYPED } from './hostile-case.js';
import { NAMES } from './hostile-evidence.js';
import { HOSTILE, RAW } from './hostile-strings.js';
import { activeNames, attachedFiles } from './pdf-objects.js';
import { readCsv } from './read-csv.js';
import { onScreen, squeezed } from './screen-text.js';
import { expectSilentTerminal } from './silent-terminal.js';

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

/** Extraction promises no order for letters from right to left, and has no text for what no font draws. */
const NOT_EXTRACTED = ['letters from right to left', 'a tower of accents', 'noncharacters'];

interface CitedRecord {
  readonly exhibit: string;
  readonly member: string;
  readonly recordSha256: string;
  readonly message: string;
  readonly command: string;
}

describe('hostile text in the report', () => {
  const made = new HostileCase();
  let document: PDFDocument;
  let attached: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    const { result } = await made.make();
    expectSilentTerminal(result);
    expect(result.code).toBe(1);
    expect(String(result.stdout)).toContain(visibleText(made.report));
    document = await PDFDocument.load(readFileSync(made.report), { updateMetadata: false });
    attached = attachedFiles(document);
  });
  afterAll(() => made.remove());

  it.skipIf(!hasPdftotext)('stands on its pages as text (pdftotext)', () => {
    const text = execFileSync('pdftotext', [made.report, '-'], { maxBuffer: 1 << 28 }).toString();
    // Page ends, and the marks that pdftotext itself puts around letters from right to left.
    expect(text.replaceAll(/[\f\u202b\u202c]/g, '')).not.toMatch(RAW);
    const pages = squeezed(text);
    for (const [index, { what }] of HOSTILE.entries()) {
      if (NOT_EXTRACTED.includes(what)) continue;
      expect(pages).toContain(squeezed(onScreen(TYPED[index] ?? '')).slice(0, 60));
      expect(pages).toContain(squeezed(onScreen(TITLES[index] ?? '')).slice(0, 60));
    }
    for (const name of [NAMES.archive, NAMES.plain, NAMES.cloud]) expect(pages).toContain(squeezed(onScreen(name)));
  });

  it.skipIf(!hasPdftotext)('fills no report: what is cut says so (pdftotext)', () => {
    const text = squeezed(execFileSync('pdftotext', [made.report, '-'], { maxBuffer: 1 << 28 }).toString());
    expect(text).toMatch(/\[…\d{4}morecharactersincited-records\.ndjson\]/);
  });

  it.skipIf(!hasPdftotext)('turns around no running line (pdftotext)', () => {
    const text = execFileSync('pdftotext', ['-layout', made.report, '-']).toString();
    const pages = text.split('\f').slice(0, -1);
    for (const page of pages) expect(squeezed(page)).toContain('DRAFT,notexaminedbyaperson');
  });

  it('acts in no way', () => {
    expect(activeNames(document)).toEqual([]);
  });

  it('is harmless in the title that readers show', () => {
    expect(document.getTitle()).not.toMatch(RAW);
    expect(document.getTitle()).toContain(visibleText(META.number));
  });

  it('is no formula in the attached table', () => {
    const rows = readCsv(String(attached.get('cited-records.csv')));
    expect(rows.length).toBeGreaterThan(HOSTILE.length);
    for (const cell of rows.flat()) {
      expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
      expect(cell).not.toMatch(RAW);
    }
  });

  it('is whole in the attached data, which does nothing to a terminal', () => {
    const records = recordsOf(attached);
    for (const { text } of HOSTILE) expect(records.some(({ message }) => message.includes(text))).toBe(true);
    for (const [name, bytes] of attached)
      expect([name, RAW.exec(String(bytes).replaceAll('\r', ''))]).toEqual([name, null]);
  });

  it('is found again by the printed commands, whatever the files are called', () => {
    const records = recordsOf(attached);
    expect(new Set(records.map(({ exhibit }) => exhibit)).size).toBe(3);
    expect(new Set(records.map(({ member }) => member)).size).toBe(6);
    for (const { exhibit, command, recordSha256 } of records) {
      expect(command).not.toMatch(RAW);
      const cwd = join(made.caseFolder, 'evidence', exhibit.replace('/', '-'));
      const bytes = execFileSync('sh', ['-c', command], { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(recordSha256);
    }
    const left = readdirSync(made.root, { recursive: true, withFileTypes: true });
    expect(left.filter(({ name }) => name === 'owned')).toEqual([]);
  });
});

function recordsOf(attached: ReadonlyMap<string, Buffer>): readonly CitedRecord[] {
  return String(attached.get('cited-records.ndjson'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CitedRecord);
}
