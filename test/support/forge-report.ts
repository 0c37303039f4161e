import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { finishPdf, type FinishAttachment } from '../../main/services/report/finish-pdf.js';
import { describeSigner, type SigningKey } from '../../main/services/signing/signing-key.js';
import { openPdf } from '../../main/services/verify/pdf-file.js';
import type { JournalBody, JournalLine } from '../../parsers/model/case.js';
import { FIRST_PREVIOUS_HASH, writeLine } from '../../parsers/model/journal-chain.js';
import { sha256 } from './report-attachments.js';

/** Attachments of a report by their names, as text. */
export type Attached = Readonly<Record<string, string>>;

export function attachedTexts(report: Buffer): Attached {
  return Object.fromEntries(
    openPdf(report)
      .attachments()
      .map(({ name, bytes }) => [name, String(bytes)]),
  );
}

/** What a forger makes of a report who knows how it is built: other attachments, a manifest that fits, signed anew. */
export async function forgeReport(report: Buffer, changes: Attached, key: SigningKey): Promise<Buffer> {
  const texts = { ...attachedTexts(report), ...changes };
  const { 'manifest.json': manifest = '{}', ...files } = texts;
  const claims = JSON.parse(manifest) as Readonly<Record<string, unknown>>;
  const rebuilt = {
    ...claims,
    signer: describeSigner(key),
    attachments: Object.entries(files).map(([name, text]) => ({
      name,
      bytes: Buffer.byteLength(text),
      sha256: sha256(text),
    })),
  };
  const attachments = Object.entries({ ...files, 'manifest.json': JSON.stringify(rebuilt) }).map(
    ([name, text]): FinishAttachment => ({
      name,
      mimeType: 'application/json',
      description: name,
      bytes: Buffer.from(text),
    }),
  );
  const date = '2026-11-20T00:00:00.000Z';
  const pdf = await withoutAdditions(report);
  const { bytes } = await finishPdf({
    pdfs: [pdf],
    title: 'Report',
    language: 'en',
    date,
    draft: true,
    attachments,
    signingKey: key,
  });
  return Buffer.from(bytes);
}

/** The pages as they were before they were finished: no attachment, no signature. */
async function withoutAdditions(report: Buffer): Promise<Uint8Array> {
  const document = await PDFDocument.load(report, { updateMetadata: false });
  const { catalog } = document;
  for (const name of ['AcroForm', 'AF']) catalog.delete(PDFName.of(name));
  catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.delete(PDFName.of('EmbeddedFiles'));
  const annotations = document.getPage(0).node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  for (let index = (annotations?.size() ?? 0) - 1; index >= 0; index -= 1) {
    if (annotations?.lookup(index, PDFDict).get(PDFName.of('FT')) === PDFName.of('Sig')) annotations.remove(index);
  }
  return document.save({ useObjectStreams: false });
}

/** A journal written anew from a line on, every hash right. */
export function recomputed(
  lines: readonly JournalLine[],
  from: number,
  change: (body: JournalBody) => JournalBody,
): readonly { readonly text: string; readonly line: JournalLine }[] {
  let previous = FIRST_PREVIOUS_HASH;
  return lines.map(({ body }) => {
    const written = writeLine(previous, body.seq < from ? body : change(body));
    previous = written.line.hash;
    return written;
  });
}
