/**
 * The signature of a PDF (ISO 32000-1, 12.8; ETSI EN 319 142-1): its field, with room for the value, goes in before the
 * document is written; the value goes into the written bytes. `ByteRange` covers every byte of the file but the value.
 */
import { createHash } from 'node:crypto';
import { PDFArray, PDFInvalidObject, PDFName, PDFString, type PDFDocument } from 'pdf-lib';
import { cmsCapacity, signDigest } from './cms.js';
import { describeSigner, type SigningKey } from './signing-key.js';

/** Annotation flags: print, locked. */
const FLAGS = 4 + 128;
const SIGNATURES_EXIST = 1;
const APPEND_ONLY = 2;

const RANGE_SPACE = 40;

/** Adds the one signature field, with an empty value, to the first page. */
export function addSignatureField(document: PDFDocument, key: SigningKey, date: Date, reason: string): void {
  const { context, catalog } = document;
  const page = document.getPage(0);
  const value = context.nextRef();
  context.assign(value, PDFInvalidObject.of(emptyValue(key, date, reason)));
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: PDFString.of('Signature'),
      Rect: [0, 0, 0, 0],
      F: FLAGS,
      P: page.ref,
      V: value,
    }),
  );
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  if (annotations === undefined) page.node.set(PDFName.of('Annots'), context.obj([field]));
  else annotations.push(field);
  const form = context.obj({ Fields: [field], SigFlags: SIGNATURES_EXIST + APPEND_ONLY });
  catalog.set(PDFName.of('AcroForm'), context.register(form));
}

/** Written as it stands and outside of object streams: its bytes have to stay where they are. */
function emptyValue(key: SigningKey, date: Date, reason: string): Uint8Array {
  const time = date.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '');
  return Buffer.from(
    `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/ByteRange ${'*'.repeat(RANGE_SPACE)}\n` +
      `/Contents <${'0'.repeat(cmsCapacity(key) * 2)}>\n` +
      `/M (D:${time}Z) /Name ${textString(describeSigner(key).name)} /Reason ${textString(reason)} >>`,
    'latin1',
  );
}

/** Any text as a PDF text string: UTF-16 with byte-order mark, in hex. */
function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}

/** Signs a document that was written with an empty value, in place. */
export function signBytes(bytes: Uint8Array, key: SigningKey): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const empty = file.indexOf(`/ByteRange ${'*'.repeat(RANGE_SPACE)}`, 0, 'latin1');
  if (empty < 0) throw new Error('the document has no empty signature');
  const range = empty + '/ByteRange '.length;
  const from = file.indexOf('/Contents <', range, 'latin1') + '/Contents '.length;
  const to = file.indexOf('>', from, 'latin1') + 1;
  file.write(`[0 ${from} ${to} ${file.length - to}]`.padEnd(RANGE_SPACE), range, 'latin1');
  const digest = createHash('sha256').update(file.subarray(0, from)).update(file.subarray(to)).digest();
  file.write(Buffer.from(signDigest(key, digest)).toString('hex'), from + 1, 'latin1');
}
