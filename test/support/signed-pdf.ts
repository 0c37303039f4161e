import { PDFDocument, StandardFonts } from 'pdf-lib';
import { finishPdf, type FinishAttachment } from '../../main/services/report/finish-pdf.js';
import { makeKeyWithIssuer } from '../../main/services/signing/certificate.js';
import type { SigningKey } from '../../main/services/signing/signing-key.js';

export const NOW = new Date('2026-11-23T08:00:00Z');

/** A key with its issuer, as Exhibit makes one for an examiner. Takes about a second. */
export function testKey(name = 'Jo Smith'): SigningKey {
  return { origin: 'own', ...makeKeyWithIssuer({ name, organisation: 'Lab', unit: 'test' }, NOW) };
}

/** A page with words, as a print leaves it. */
export async function printedPage(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  document.addPage([300, 200]).drawText('Report', { font, x: 20, y: 100 });
  document.setCreationDate(NOW);
  document.setModificationDate(NOW);
  return document.save({ useObjectStreams: false });
}

/** A small finished report, signed unless the key is null. */
export async function smallReport(
  signingKey: SigningKey | null,
  attachments: readonly FinishAttachment[] = [],
): Promise<Buffer> {
  const pdf = await printedPage();
  const date = NOW.toISOString();
  const { bytes } = await finishPdf({
    pdfs: [pdf],
    title: 'Report',
    language: 'en',
    date,
    draft: true,
    attachments,
    signingKey,
  });
  return Buffer.from(bytes);
}
