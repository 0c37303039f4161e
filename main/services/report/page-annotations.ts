import { PDFArray, PDFDict, PDFName } from 'pdf-lib';

/** The annotations of a page, links among them (ISO 32000-1, 12.5). */
export function annotationsOf(page: PDFDict): readonly PDFDict[] {
  const annotations = page.lookupMaybe(PDFName.of('Annots'), PDFArray);
  return Array.from({ length: annotations?.size() ?? 0 }, (_, index) => annotations!.lookup(index, PDFDict));
}
