import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, decodePDFRawStream, type PDFObject } from 'pdf-lib';

/** Keys and action types by which a PDF does something or reaches outside (ISO 32000-1: 12.6, 12.7, 13). */
const ACTIVE = new Set([
  'JS',
  'JavaScript',
  'AA',
  'Launch',
  'URI',
  'SubmitForm',
  'ImportData',
  'ResetForm',
  'GoToR',
  'GoToE',
  'Rendition',
  'Movie',
  'Sound',
  'RichMedia',
  'RichMediaExecute',
  'Trans',
  'XFA',
  'AcroForm',
  'Encrypt',
]);

/** Every name in a PDF by which it could act; empty for a document that only shows. */
export function activeNames(document: PDFDocument): readonly string[] {
  const found: string[] = [];
  const visit = (object: PDFObject): void => {
    if (object instanceof PDFName && ACTIVE.has(object.decodeText())) found.push(object.decodeText());
    else if (object instanceof PDFArray) for (const item of object.asArray()) visit(item);
    else if (object instanceof PDFDict) {
      for (const [key, value] of object.entries()) {
        visit(key);
        visit(value);
      }
    } else if (object instanceof PDFRawStream) visit(object.dict);
  };
  for (const [, object] of document.context.enumerateIndirectObjects()) visit(object);
  // Opening at a page is no act; anything else is.
  const opening = document.catalog.lookup(PDFName.of('OpenAction'));
  if (opening !== undefined && !(opening instanceof PDFArray)) found.push('OpenAction');
  return found;
}

/** The files a PDF carries, by name. */
export function attachedFiles(document: PDFDocument): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  const list = document.catalog.lookup(PDFName.of('AF'), PDFArray);
  for (let index = 0; index < list.size(); index += 1) {
    const file = list.lookup(index, PDFDict);
    const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
    if (!(stream instanceof PDFRawStream)) throw new Error('an attachment is no stream');
    const name = file.lookup(PDFName.of('F'))?.toString().slice(1, -1) ?? '';
    files.set(name, Buffer.from(decodePDFRawStream(stream).decode()));
  }
  return files;
}
