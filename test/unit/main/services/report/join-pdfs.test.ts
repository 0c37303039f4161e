import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRef, PDFString } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinPdfs } from '../../../../../main/services/report/join-pdfs.js';
import { printedPages } from '../../../../support/printed-pages.js';
import { temporaryFolder } from '../case-setup.js';

const name = (text: string): PDFName => PDFName.of(text);
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;
const part = (id: string, pages: number): string =>
  `<html lang="en"><title>t</title><h1 id="${id}"><a href="#${id}">Part ${id}</a></h1>` +
  Array.from(
    { length: pages - 1 },
    (_, page) => `<h2 style="break-before: page">${id} ${page + 2}</h2><ul><li>row</ul>`,
  ).join('');
const REPORT =
  '<html lang="en"><title>t</title><main><h1>Report</h1><table><tr><th>head<tr><td>cell</table>' +
  '<p><a href="#own">own</a> <a href="/other-part#second">second</a> <a href="/other-part#nowhere">nowhere</a></p>' +
  '<h2 id="own" style="break-before: page">Own</h2>';

let printed: readonly Uint8Array[] = [];
let joined: PDFDocument;

beforeAll(async () => {
  printed = await printedPages([REPORT, part('first', 3), part('second', 2)]);
  const bytes = await (await joinPdfs(printed)).save({ useObjectStreams: true });
  joined = await PDFDocument.load(bytes);
});

const root = (): PDFDict => joined.catalog.lookup(name('StructTreeRoot'), PDFDict);
const indexOf = (ref: unknown): number => joined.getPages().findIndex((page) => page.ref === ref);

/** Titles of the outline, with the page that each leads to. */
function outline(of: PDFDict): readonly (readonly [title: string, page: number])[] {
  const titles: (readonly [string, number])[] = [];
  let item = of.lookupMaybe(name('First'), PDFDict);
  for (let last: PDFDict | undefined; item !== undefined; last = item, item = item.lookupMaybe(name('Next'), PDFDict)) {
    expect(item.lookup(name('Parent'))).toBe(of);
    expect(item.lookupMaybe(name('Prev'), PDFDict)).toBe(last);
    const place = item.lookup(name('Dest'), PDFArray);
    titles.push([item.lookup(name('Title'), PDFString).decodeText(), indexOf(place.get(0))], ...outline(item));
  }
  return titles;
}

describe('what was printed one by one is one file', () => {
  test('pages in their order, numbered as they are printed', () => {
    expect(joined.getPageCount()).toBe(7);
    const labels = joined.catalog.lookup(name('PageLabels'), PDFDict).lookup(name('Nums'), PDFArray);
    expect(labels.toString().replaceAll(/\s+/g, ' ')).toBe(
      '[ 0 << /S /D >> 2 << /S /D /P (part 1, ) >> 5 << /S /D /P (part 2, ) >> ]',
    );
  });

  test('one outline', () => {
    const outlines = joined.catalog.lookup(name('Outlines'), PDFDict);
    const titles = outline(outlines);
    expect(titles).toEqual([
      ['Report', 0],
      ['Own', 1],
      ['Part first', 2],
      ['first 2', 3],
      ['first 3', 4],
      ['Part second', 5],
      ['second 2', 6],
    ]);
    expect(outlines.lookup(name('Count'), PDFNumber).asNumber()).toBe(titles.length);
  });

  test('links lead into other parts; one that leads nowhere does nothing', () => {
    const [first] = joined.getPages();
    const links = first!.node.lookup(name('Annots'), PDFArray);
    const targets = Array.from({ length: links.size() }, (_, index) => {
      const link = links.lookup(index, PDFDict);
      expect(link.has(name('A'))).toBe(false);
      return link.lookupMaybe(name('Dest'), PDFName)?.decodeText() ?? null;
    });
    expect(targets).toEqual(['own', 'second', null]);
    const places = joined.catalog.lookup(name('Dests'), PDFDict);
    expect(['own', 'first', 'second'].map((place) => indexOf(places.lookup(name(place), PDFArray).get(0)))).toEqual([
      1, 2, 5,
    ]);
  });

  test('one tree of tags, in which every page and link finds its own', () => {
    const document = root().lookup(name('K'), PDFDict);
    const kids = document.lookup(name('K'), PDFArray);
    const parts = Array.from({ length: kids.size() }, (_, index) => kids.lookup(index, PDFDict)).filter(
      (kid) => kid.lookup(name('S'), PDFName).decodeText() === 'Part',
    );
    expect(parts).toHaveLength(2);
    for (const tag of parts) expect(tag.lookup(name('P'))).toBe(document);
    const nums = root().lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
    const tags = new Map(
      Array.from({ length: nums.size() / 2 }, (_, index) => [
        nums.lookup(2 * index, PDFNumber).asNumber(),
        nums.lookup(2 * index + 1),
      ]),
    );
    expect([...tags.keys()]).toEqual(Array.from({ length: tags.size }, (_, key) => key));
    expect(root().lookup(name('ParentTreeNextKey'), PDFNumber).asNumber()).toBe(tags.size);
    for (const page of joined.getPages()) {
      const marked = tags.get(page.node.lookup(name('StructParents'), PDFNumber).asNumber());
      if (!(marked instanceof PDFArray)) throw new Error('a page without tags');
      for (const tag of Array.from({ length: marked.size() }, (_, index) => marked.lookup(index, PDFDict)))
        expect(pagesUnder(tag)).toContain(page.ref);
    }
    const keys = joined.getPages().flatMap(({ node }) => {
      const annotations = node.lookupMaybe(name('Annots'), PDFArray);
      return Array.from({ length: annotations?.size() ?? 0 }, (_, index) =>
        annotations!.lookup(index, PDFDict).lookup(name('StructParent'), PDFNumber).asNumber(),
      );
    });
    expect(keys.length).toBe(5);
    for (const key of keys) expect((tags.get(key) as PDFDict).lookup(name('S'), PDFName).decodeText()).toBe('Link');
  });

  test('the same parts give the same file', async () => {
    const again = await (await joinPdfs(printed)).save({ useObjectStreams: true });
    const once = await (await joinPdfs(printed)).save({ useObjectStreams: true });
    expect(Buffer.from(again).equals(once)).toBe(true);
  });

  test.runIf(has('qpdf'))('qpdf finds nothing wrong', async () => {
    const path = join(await temporaryFolder(), 'joined.pdf');
    await writeFile(path, await joined.save());
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });
});

/** Pages on which an element's content stands. */
function pagesUnder(tag: PDFDict): readonly PDFRef[] {
  const own = tag.get(name('Pg'));
  const kids = tag.lookup(name('K'));
  const below =
    kids instanceof PDFArray ? Array.from({ length: kids.size() }, (_, index) => kids.lookup(index)) : [kids];
  return [
    ...(own instanceof PDFRef ? [own] : []),
    ...below.flatMap((kid) => {
      if (!(kid instanceof PDFDict)) return [];
      const page = kid.get(name('Pg'));
      return page instanceof PDFRef ? [page] : pagesUnder(kid);
    }),
  ];
}
