/**
 * Finishing of a printed report: what a browser's print leaves out and a court's reader expects. Pure: the same printed
 * bytes, attachments, description and RSA key give the same file, byte for byte. (An ECDSA signature differs each time.)
 */
import { createHash } from 'node:crypto';
import { AFRelationship, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from 'pdf-lib';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { addSignatureField, signBytes } from '../signing/sign-pdf.js';
import { sha256Hex, type SigningKey } from '../signing/signing-key.js';
import { joinPdfs } from './join-pdfs.js';
import { annotationsOf } from './page-annotations.js';
import { metadataText, xmpPacket, type DocumentMetadata } from './document-metadata.js';
import { srgbProfile } from './srgb-profile.js';

/** What the printed pages are to say of themselves, and what they are to carry. */
export interface FinishInput {
  /** The report, and what was printed by itself to stand behind it. */
  readonly pdfs: readonly Uint8Array[];
  readonly title: string;
  readonly language: string;
  /** UTC, ISO 8601. */
  readonly date: string;
  readonly draft: boolean;
  readonly attachments: readonly FinishAttachment[];
  /** The key that signs it; null leaves it unsigned. */
  readonly signingKey: SigningKey | null;
}

export interface FinishAttachment {
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  readonly bytes: Uint8Array;
}

export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

const CREATOR = 'Exhibit';
const PRINT_FLAG = 4;

export async function finishPdf(input: FinishInput): Promise<FinishedPdf> {
  const date = new Date(input.date);
  if (Number.isNaN(date.getTime())) throw new Error(`the report's date is no date: ${input.date}`);
  date.setUTCMilliseconds(0);
  const document = await joinPdfs(input.pdfs);
  const printedBy = document.getProducer() ?? '';
  const metadata: DocumentMetadata = {
    title: metadataText(visibleText(input.title.replaceAll(/\s+/g, ' '))),
    subject: input.draft ? 'DRAFT, not examined by a person' : 'Forensic report',
    creator: CREATOR,
    producer: metadataText(printedBy.includes('pdf-lib') || printedBy === '' ? 'pdf-lib' : `${printedBy}; pdf-lib`),
    date,
  };
  describe(document, metadata, input.language);
  addOutputIntent(document);
  printLinks(document);
  await attach(document, input.attachments, date);
  const { signingKey } = input;
  if (signingKey !== null) addSignatureField(document, signingKey, date, metadata.subject);
  document.context.trailerInfo.ID = fileIdentifier(document, input);
  const bytes = await document.save({
    useObjectStreams: true,
    objectsPerTick: Infinity,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
  if (signingKey !== null) signBytes(bytes, signingKey);
  return { bytes, pages: document.getPageCount() };
}

/** Info, the same as XMP, language, and the title in the window's title bar. */
function describe(document: PDFDocument, metadata: DocumentMetadata, language: string): void {
  document.setTitle(metadata.title, { showInWindowTitleBar: true });
  document.setSubject(metadata.subject);
  document.setCreator(metadata.creator);
  document.setProducer(metadata.producer);
  document.setCreationDate(metadata.date);
  document.setModificationDate(metadata.date);
  const { catalog, context } = document;
  catalog.set(PDFName.of('Lang'), PDFString.of(language));
  // Readers without PDF knowledge find the packet by its text, so it stands uncompressed.
  const packet = context.stream(Buffer.from(xmpPacket(metadata, language)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(packet));
}

/** Says that colours are sRGB (ISO 19005, 6.2.3), with a profile inside. */
function addOutputIntent(document: PDFDocument): void {
  const { context } = document;
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  });
  document.catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]));
}

/** Links are visible on paper too. */
function printLinks(document: PDFDocument): void {
  for (const { node } of document.getPages()) {
    for (const annotation of annotationsOf(node)) {
      const flags = annotation.lookupMaybe(PDFName.of('F'), PDFNumber)?.asNumber() ?? 0;
      annotation.set(PDFName.of('F'), PDFNumber.of(flags | PRINT_FLAG));
    }
  }
}

/** Attachments in the order of their names, as the name tree wants them. */
async function attach(document: PDFDocument, attachments: readonly FinishAttachment[], date: Date): Promise<void> {
  const sorted = attachments.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, mimeType, description, bytes } of sorted) {
    await document.attach(bytes, name, {
      mimeType,
      description,
      creationDate: date,
      modificationDate: date,
      afRelationship: AFRelationship.Data,
    });
  }
  await document.flush();
  nameAttachmentsPlainly(document);
}

/** Some tools find an attachment only by a name that is not UTF-16; ours are ASCII, which every text string may be. */
function nameAttachmentsPlainly(document: PDFDocument): void {
  const files = document.catalog.lookupMaybe(PDFName.of('AF'), PDFArray);
  for (let index = 0; index < (files?.size() ?? 0); index += 1) {
    const file = files?.lookup(index, PDFDict);
    const name = file?.lookupMaybe(PDFName.of('F'), PDFString)?.decodeText();
    if (name !== undefined && /^[\w.-]+$/.test(name)) file?.set(PDFName.of('UF'), PDFString.of(name));
  }
}

/** Longest date that a PDF writes, `(D:20261123080000+00'00')`, with its delimiters. */
const DATE_BYTES = 30;

/** The bytes of a printed file without the dates in it, in pieces of the file itself: it may be large. */
function* betweenDates(pdf: Uint8Array): Generator<Uint8Array> {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  let from = 0;
  for (let at = file.indexOf('(D:'); at >= 0; at = file.indexOf('(D:', at + 1)) {
    const end = file.indexOf(')', at);
    if (end < 0 || end - at > DATE_BYTES) continue;
    yield file.subarray(from, at);
    from = end;
  }
  yield file.subarray(from);
}

/** File identifier from everything that goes in. The print's own dates are left out: they change with every run. */
function fileIdentifier(document: PDFDocument, input: FinishInput): PDFArray {
  const hash = createHash('sha256');
  const part = (bytes: Uint8Array | string) => hash.update(`${bytes.length}\n`).update(bytes);
  for (const pdf of input.pdfs) for (const piece of betweenDates(pdf)) hash.update(piece);
  part(JSON.stringify([input.title, input.language, input.date, input.draft]));
  for (const { name, mimeType, description, bytes } of input.attachments) {
    part(JSON.stringify([name, mimeType, description]));
    part(bytes);
  }
  for (const certificate of input.signingKey?.certificates ?? []) part(sha256Hex(certificate));
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  return document.context.obj([id, id]);
}
