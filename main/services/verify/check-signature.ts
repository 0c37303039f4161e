/** The signature of a report: what it covers, whether it holds, and whose certificate it carries. */
import { createHash, verify, X509Certificate } from 'node:crypto';
import { isSmallerS, readCms, signedAttributes, writeCms, type SignatureParts } from '../signing/cms.js';
import { DerFault, readFirst } from '../signing/der.js';
import type { PdfFile } from './pdf-file.js';
import { PdfFault } from './pdf-syntax.js';

export type SignatureState =
  | { readonly state: 'unsigned' }
  /** `because`: one sentence. */
  | { readonly state: 'broken'; readonly because: string }
  | {
      readonly state: 'holds';
      readonly certificate: X509Certificate;
      /** The others that it carries. */
      readonly others: readonly X509Certificate[];
      /** As the file states it: the clock of whoever signed. `''` where it states none. */
      readonly time: string;
    };

/** Faults that a person is told in these words. */
class Broken extends Error {}

/**
 * Checks the one signature of a file.
 *
 * @param bytes the whole file
 * @param file the same, opened
 */
export function checkSignature(bytes: Buffer, file: PdfFile): SignatureState {
  try {
    const [signature, ...more] = file.signatures();
    if (signature === undefined) {
      if (bytes.includes('/ByteRange')) throw new Broken('It carries a signature, but no field that leads to it.');
      return { state: 'unsigned' };
    }
    if (more.length > 0) throw new Broken(`It carries ${more.length + 1} signatures; Exhibit writes one.`);
    const { contents, byteRange, time } = signature;
    checkCoverage(bytes, byteRange, contents);
    if (file.revisions > 1)
      throw new Broken('It was changed by an update inside what is signed; Exhibit writes a file once.');
    const { parts, certificate, others } = readValue(bytes.toString('latin1', contents.start + 1, contents.end - 1));
    const signed = createHash('sha256').update(bytes.subarray(0, contents.start)).update(bytes.subarray(contents.end));
    checkValue(parts, certificate, signed.digest());
    return { state: 'holds', certificate, others, time: isoTime(time) };
  } catch (error) {
    if (error instanceof Broken) return { state: 'broken', because: error.message };
    if (error instanceof PdfFault)
      return { state: 'broken', because: `Its signature cannot be read: ${error.message}.` };
    throw error;
  }
}

/** `ByteRange` must name everything before the value and everything behind it, to the last byte. */
function checkCoverage(
  bytes: Buffer,
  byteRange: readonly number[],
  contents: { readonly start: number; readonly end: number },
): void {
  const [start = -1, before = -1, from = -1, behind = -1] = byteRange;
  if (byteRange.length !== 4 || start !== 0 || before !== contents.start || from !== contents.end)
    throw new Broken('What is signed is not everything but the value of the signature itself.');
  const more = bytes.length - from - behind;
  if (more > 0) throw new Broken(`${more} bytes follow what is signed: something was added after signing.`);
  if (more < 0) throw new Broken(`The last ${-more} bytes of what is signed are missing.`);
}

interface CertifiedParts {
  readonly parts: SignatureParts;
  readonly certificate: X509Certificate;
  readonly others: readonly X509Certificate[];
}

/** The value as Exhibit writes it: hex in lower case, DER, then zeros. */
function readValue(hex: string): CertifiedParts {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex))
    throw new Broken('The value of its signature is not written the way Exhibit writes it.');
  const padded = Buffer.from(hex, 'hex');
  try {
    const der = readFirst(padded).whole;
    if (padded.subarray(der.length).some((byte) => byte !== 0))
      throw new Broken('The padding behind the value of its signature is not empty.');
    const parts = readCms(der);
    if (!Buffer.from(der).equals(writeCms(parts)))
      throw new Broken('Its signature holds more, or other things, than Exhibit writes.');
    const others = parts.others.map((one) => new X509Certificate(one));
    return { parts, certificate: new X509Certificate(parts.signer), others };
  } catch (error) {
    if (error instanceof DerFault) throw new Broken(`The value of its signature is damaged: ${error.message}.`);
    if (error instanceof Broken) throw error;
    throw new Broken('A certificate in its signature is damaged.');
  }
}

function checkValue(parts: SignatureParts, { publicKey }: X509Certificate, digest: Buffer): void {
  if (!digest.equals(parts.digest)) throw new Broken('Its bytes are not those that were signed.');
  const isSigned = verify('sha256', signedAttributes(parts), publicKey, parts.signature);
  if (!isSigned || (parts.kind === 'ec' && !isSmallerS(parts.signature, publicKey)))
    throw new Broken('Its signature was not made with the key of its certificate.');
}

/** `D:20261123080000Z` as ISO 8601; other text as it stands. */
function isoTime(written: string): string {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(written);
  if (match === null) return written;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
