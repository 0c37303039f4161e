/**
 * Joins files that one engine printed one by one into the first of them: pages, tags, outline, named places (ISO 32000-1, 7.7, 12.3,
 * 14.7). pdf-lib copies pages; what refers to pages from outside is moved here.
 */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFPage,
  type PDFPageLeaf,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import { annotationsOf } from './page-annotations.js';

const name = (text: string): PDFName => PDFName.of(text);

/**
 * @param pdfs the report first, then its parts; at least one
 * @returns the first, with the others behind it
 */
export async function joinPdfs(pdfs: readonly Uint8Array[]): Promise<PDFDocument> {
  const [first, ...parts] = pdfs;
  if (first === undefined) throw new Error('nothing was printed');
  const document = await load(first);
  const begins = [0];
  for (const pdf of parts) {
    begins.push(document.getPageCount());
    append(document, await load(pdf));
  }
  if (parts.length > 0) {
    labelPages(document, begins);
    linkParts(document);
  }
  return document;
}

async function load(pdf: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(pdf, { updateMetadata: false });
}

function append(document: PDFDocument, part: PDFDocument): void {
  const copier = PDFObjectCopier.for(part.context, document.context);
  const moved = (ref: PDFRef): PDFRef => copier.copy(ref);
  moveTags(document, part, moved);
  movePlaces(document, part, moved);
  moveOutline(document, part, moved);
  for (const { ref } of part.getPages()) {
    const copy = moved(ref);
    document.addPage(PDFPage.of(document.context.lookup(copy) as PDFPageLeaf, copy, document));
  }
}

/** The tags of the part become one more element of the document's; its keys from pages to tags follow the document's. */
function moveTags(document: PDFDocument, part: PDFDocument, moved: (ref: PDFRef) => PDFRef): void {
  const to = document.catalog.lookup(name('StructTreeRoot'), PDFDict);
  const from = part.catalog.lookup(name('StructTreeRoot'), PDFDict);
  // Cells of tables refer to one another by identifiers that another part may have too. Parts have no tables.
  if (from.has(name('IDTree'))) throw new Error('a part with a table cannot be joined');
  const nextKey = numberOf(to, 'ParentTreeNextKey');
  for (const { node } of part.getPages()) {
    addTo(node, 'StructParents', nextKey);
    for (const annotation of annotationsOf(node)) addTo(annotation, 'StructParent', nextKey);
  }
  const toRef = refOf(to, 'K');
  const fromRef = refOf(from, 'K');
  const element = part.context.lookup(fromRef, PDFDict);
  element.set(name('S'), name('Part'));
  element.delete(name('P'));
  const copy = moved(fromRef);
  document.context.lookup(copy, PDFDict).set(name('P'), toRef);
  addChild(document.context.lookup(toRef, PDFDict), copy);
  const keys = from.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
  const all = to.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray);
  for (let index = 0; index < keys.size(); index += 2) {
    all.push(PDFNumber.of(keys.lookup(index, PDFNumber).asNumber() + nextKey));
    all.push(moved(arrayRef(keys, index + 1)));
  }
  to.set(name('ParentTreeNextKey'), PDFNumber.of(nextKey + numberOf(from, 'ParentTreeNextKey')));
}

/** One child stands alone, several in an array. */
function addChild(element: PDFDict, child: PDFRef): void {
  const children = element.lookup(name('K'));
  const only = element.get(name('K'));
  if (children instanceof PDFArray) children.push(child);
  else element.set(name('K'), element.context.obj([...(only === undefined ? [] : [only]), child]));
}

/** Places that links lead to, by name. */
function movePlaces(document: PDFDocument, part: PDFDocument, moved: (ref: PDFRef) => PDFRef): void {
  const to = document.catalog.lookup(name('Dests'), PDFDict);
  for (const [key, value] of part.catalog.lookup(name('Dests'), PDFDict).entries()) {
    const place = value instanceof PDFRef ? part.context.lookup(value, PDFArray) : (value as PDFArray);
    const copy = place.clone(document.context);
    copy.set(0, moved(arrayRef(place, 0)));
    to.set(key, copy);
  }
}

/** The part's headings follow the document's last. */
function moveOutline(document: PDFDocument, part: PDFDocument, moved: (ref: PDFRef) => PDFRef): void {
  const outlinesRef = refOf(document.catalog, 'Outlines');
  const to = document.context.lookup(outlinesRef, PDFDict);
  const from = part.catalog.lookup(name('Outlines'), PDFDict);
  const items: PDFRef[] = [];
  for (let at: PDFRef | null = refOf(from, 'First'); at !== null;) {
    const item: PDFDict = part.context.lookup(at, PDFDict);
    item.delete(name('Parent'));
    items.push(at);
    const next = item.get(name('Next'));
    at = next instanceof PDFRef ? next : null;
  }
  const copies = items.map(moved);
  for (const copy of copies) document.context.lookup(copy, PDFDict).set(name('Parent'), outlinesRef);
  const [begin, end] = [copies[0], copies.at(-1)];
  if (begin === undefined || end === undefined) return;
  const last = refOf(to, 'Last');
  document.context.lookup(last, PDFDict).set(name('Next'), begin);
  document.context.lookup(begin, PDFDict).set(name('Prev'), last);
  to.set(name('Last'), end);
  to.set(name('Count'), PDFNumber.of(numberOf(to, 'Count') + numberOf(from, 'Count')));
}

/** Pages are numbered anew in each part, as it is printed on them. */
function labelPages(document: PDFDocument, begins: readonly number[]): void {
  const { context } = document;
  const labels = begins.flatMap((page, part) => [
    PDFNumber.of(page),
    context.obj({ S: 'D', ...(part === 0 ? {} : { P: PDFString.of(`part ${part}, `) }) }),
  ]);
  document.catalog.set(name('PageLabels'), context.obj({ Nums: labels }));
}

/** Links that lead out of what was printed with them (`renderer/report/links-between-parts.ts`) lead into the other part. */
function linkParts(document: PDFDocument): void {
  const places = document.catalog.lookup(name('Dests'), PDFDict);
  for (const { node } of document.getPages()) {
    for (const annotation of annotationsOf(node)) {
      const uri = annotation.lookupMaybe(name('A'), PDFDict)?.lookupMaybe(name('URI'), PDFString)?.asString();
      const [, place] = /\/other-part#([\w-]+)$/.exec(uri ?? '') ?? [];
      if (place === undefined) continue;
      annotation.delete(name('A'));
      if (places.has(name(place))) annotation.set(name('Dest'), name(place));
    }
  }
}

function addTo(dict: PDFDict, key: string, addend: number): void {
  if (dict.has(name(key))) dict.set(name(key), PDFNumber.of(numberOf(dict, key) + addend));
}

function numberOf(dict: PDFDict, key: string): number {
  return dict.lookup(name(key), PDFNumber).asNumber();
}

function refOf(dict: PDFDict, key: string): PDFRef {
  return checkedRef(dict.get(name(key)), key);
}

function arrayRef(array: PDFArray, index: number): PDFRef {
  return checkedRef(array.get(index), String(index));
}

function checkedRef(object: unknown, where: string): PDFRef {
  if (object instanceof PDFRef) return object;
  throw new Error(`what was printed has no reference at ${where}`);
}
