import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExhibit } from '../support/run-exhibit.js';
import { attachedFiles } from './hostile-text/pdf-objects.js';

/** More records than are printed within a report: three parts. */
const RECORDS = 320;
const name = (text: string): PDFName => PDFName.of(text);

const alert = (index: number): string =>
  `${JSON.stringify({
    output: `Alert ${index}`,
    priority: 'Notice',
    rule: `Rule ${index % 7}`,
    source: 'syscall',
    time: new Date(Date.UTC(2026, 5, 1, 12, 0, index)).toISOString(),
    output_fields: { 'container.id': '62413d0b3a02', 'user.name': 'root' },
  })}\n`;

describe('a report whose records are printed in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-parts-'));
  const report = join(folder, 'report.pdf');
  let document: PDFDocument;

  beforeAll(async () => {
    const numbers = Array.from({ length: RECORDS }, (_, index) => index + 1);
    writeFileSync(join(folder, 'alerts.json'), numbers.map(alert).join(''));
    const annotations = numbers.map((line) => ({
      id: `a${line}`,
      match: { member: '', line },
      note: `Note ${line}`,
      forReport: true,
    }));
    const finding = { title: 'The last alert', kind: 'inference', reasoning: 'It came last.', confidence: 'low' };
    const findings = [{ ...finding, alternatives: 'none', recordsFor: [`a${RECORDS}`], recordsAgainst: [] }];
    writeFileSync(join(folder, 'annotations.json'), JSON.stringify({ annotations, findings }));
    const made = await runExhibit(
      ['report', 'alerts.json', '--annotations', 'annotations.json', '--date', '2026-11-20T00:00:00Z', '--out', report],
      folder,
    );
    expect(made.code, String(made.stderr)).toBe(0);
    document = await PDFDocument.load(readFileSync(report), { updateMetadata: false });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('numbers each part by itself', () => {
    const labels = document.catalog.lookup(name('PageLabels'), PDFDict).lookup(name('Nums'), PDFArray);
    const begins = [0, 2, 4, 6].map((index) => Number(labels.get(index).toString()));
    expect(begins[0]).toBe(0);
    expect(begins).toEqual(begins.toSorted((a, b) => a - b));
    expect(labels.size()).toBe(8);
    expect(begins.at(-1)).toBeLessThan(document.getPageCount());
  });

  it('prints every record once, and a finding leads to the part that prints its record', () => {
    const places = document.catalog.lookup(name('Dests'), PDFDict);
    const pages = document.getPages();
    const pageOf = (place: string): number => {
      const ref = places.lookup(name(place), PDFArray).get(0);
      return pages.findIndex((page) => page.ref === ref);
    };
    const printed = Array.from({ length: RECORDS }, (_, index) => pageOf(`E${index + 1}`));
    expect(printed.every((page, index) => page >= (printed[index - 1] ?? pageOf('records-1')))).toBe(true);
    expect(printed.at(-1)).toBeGreaterThanOrEqual(pageOf('records-3'));
    const leadsTo = pages.slice(0, pageOf('records-1')).flatMap(({ node }) => {
      const links = node.lookupMaybe(name('Annots'), PDFArray);
      return Array.from({ length: links?.size() ?? 0 }, (_, index) => {
        const link = links!.lookup(index, PDFDict);
        expect(link.has(name('A'))).toBe(false);
        return link.lookup(name('Dest'), PDFName).decodeText();
      });
    });
    expect(leadsTo).toEqual(expect.arrayContaining([`E${RECORDS}`, 'records-1', 'records-2', 'records-3']));
  });

  it('carries the attachments that its manifest names', () => {
    const files = attachedFiles(document);
    const { attachments } = JSON.parse(String(files.get('manifest.json'))) as {
      readonly attachments: readonly { readonly name: string; readonly sha256: string }[];
    };
    expect(attachments.length).toBeGreaterThan(3);
    for (const { name: file, sha256 } of attachments)
      expect(createHash('sha256').update(files.get(file)!).digest('hex'), file).toBe(sha256);
  });
});
