import { assert, boolean, integer, nat, property, uint8Array } from 'fast-check';
import { verify, X509Certificate } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnswerId } from '../../../../../main/services/verify/answer.js';
import { readCertificates, readFingerprint, type Trusted } from '../../../../../main/services/verify/trust.js';
import { verifyReport } from '../../../../../main/services/verify/verify-report.js';
import { demonstrationKey } from '../../../../../main/services/signing/demonstration-key.js';
import { addSignatureField, signBytes } from '../../../../../main/services/signing/sign-pdf.js';
import { readCms, signedAttributes, writeCms } from '../../../../../main/services/signing/cms.js';
import { inside, readFirst, readWhole, sequence, TAG, unsigned } from '../../../../../main/services/signing/der.js';
import { certificatePem } from '../../../../../main/services/signing/pem-key.js';
import { CURVE_ORDERS, describeSigner, type SigningKey } from '../../../../../main/services/signing/signing-key.js';
import {
  citedLines,
  madeUpJournal,
  reportAttachments,
  sha256,
  type Stated,
} from '../../../../support/report-attachments.js';
import { curveKey } from '../../../../support/curve-key.js';
import { NOW, printedPage, smallReport, testKey } from '../../../../support/signed-pdf.js';
import { hasTool } from '../../../../support/tools.js';

let key: SigningKey;
let impostor: SigningKey;
let report: Buffer;
const lines = madeUpJournal(12);
const records = citedLines(['one\t\u202e1', 'two']);

const signerSha256 = (of: SigningKey) => describeSigner(of).sha256;
const stated = (of: SigningKey, changes: Partial<Stated> = {}): Stated => ({
  kind: 'case',
  signerSha256: signerSha256(of),
  lines,
  records,
  ...changes,
});
const trusting = (of: SigningKey): readonly Trusted[] => [
  readFingerprint(signerSha256(of)) ?? expect.fail('no fingerprint'),
];

interface Verifier {
  readonly verifyReport: (
    bytes: Buffer,
    trusted: readonly string[],
  ) => readonly { readonly id: AnswerId; readonly answer: string }[];
}
const ofExhibit: Verifier = { verifyReport: (bytes) => verifyReport(bytes, []).answers };
let alone: Verifier;

beforeAll(async () => {
  alone = (await import(String(new URL('../../../../../docs/verify/verify-report.mjs', import.meta.url)))) as Verifier;
  key = testKey();
  impostor = testKey();
  report = await smallReport(key, reportAttachments(stated(key)));
});

/** Answers by their id. The verifier that stands alone must say the same of everything that is asked here. */
function answers(bytes: Buffer, trusted: readonly Trusted[] = []): Partial<Record<AnswerId, string>> {
  const said = verifyReport(bytes, trusted).answers.map(({ id, answer }) => [id, answer]);
  expect(
    alone
      .verifyReport(
        bytes,
        trusted.map(({ sha256: fingerprint }) => fingerprint),
      )
      .map(({ id, answer }) => [id, answer]),
  ).toEqual(said);
  return Object.fromEntries(said) as Partial<Record<AnswerId, string>>;
}

function because(bytes: Buffer, id: AnswerId, trusted: readonly Trusted[] = []): string {
  return verifyReport(bytes, trusted).answers.find((answer) => answer.id === id)?.because ?? '';
}

/** Whether the verifiers call a file changed. How far damage can still be read may differ between them. */
function expectChanged(bytes: Buffer, where: string): void {
  for (const { verifyReport: verified } of [ofExhibit, alone]) expect(verified(bytes, [])[0]?.answer, where).toBe('no');
}

/** Where the value of the signature stands. */
function valueOf(bytes: Buffer): { readonly from: number; readonly to: number } {
  const from = bytes.indexOf('/Contents <') + '/Contents '.length;
  return { from, to: bytes.indexOf('>', from) + 1 };
}

describe('a report as it was signed', () => {
  test('is answered question by question, and without trust never called known', () => {
    expect(answers(report)).toEqual({
      unchanged: 'yes',
      key: 'yes',
      known: 'cannot-tell',
      time: 'cannot-tell',
      attachments: 'yes',
      records: 'yes',
      journal: 'yes',
    });
    expect(because(report, 'key')).toContain(
      'states the name Jo Smith, as somebody typed it: nothing proves whose key it is',
    );
    expect(because(report, 'time')).toContain('2026-11-23T08:00:00Z');
    expect(because(report, 'journal')).toContain('All 14 lines follow');
  });

  test('is of a known key where its certificate, or its issuer, is trusted', () => {
    expect(answers(report, trusting(key)).known).toBe('yes');
    const issuer = readFingerprint(
      (describeSigner(key).issuerSha256 ?? '').toUpperCase().replaceAll(/(..)(?=.)/g, '$1:'),
    );
    expect(answers(report, issuer === null ? [] : [issuer]).known).toBe('yes');
    expect(answers(report, trusting(impostor)).known).toBe('no');
    const pem = readCertificates(Buffer.from(certificatePem(key.certificates.slice(1))));
    expect(answers(report, pem).known).toBe('yes');
    expect(answers(report, readCertificates(Buffer.from(impostor.certificates[1] ?? []))).known).toBe('no');
  });
});

test.skipIf(!hasTool('openssl'))(
  'of the two values that verify on a curve, only the one that Exhibit writes is accepted',
  async () => {
    const curve = await curveKey('P-256');
    const signed = await smallReport(curve, reportAttachments(stated(curve)));
    expect(answers(signed).unchanged).toBe('yes');
    const { from, to } = valueOf(signed);
    const der = readFirst(Buffer.from(signed.toString('latin1', from + 1, to - 1), 'hex')).whole;
    const parts = readCms(der);
    const [r, s] = inside(readWhole(parts.signature), TAG.sequence);
    const other = (CURVE_ORDERS['prime256v1'] ?? 0n) - BigInt(`0x${Buffer.from(s?.content ?? []).toString('hex')}`);
    const signature = sequence(
      r?.whole ?? new Uint8Array(),
      unsigned(Buffer.from(other.toString(16).padStart(64, '0'), 'hex')),
    );
    const certificate = new X509Certificate(parts.signer);
    expect(verify('sha256', signedAttributes(parts), certificate.publicKey, signature)).toBe(true);
    const forged = Buffer.from(signed);
    const value = Buffer.from(writeCms({ ...parts, signature })).toString('hex');
    forged.write(`<${value.padEnd(to - from - 2, '0')}>`, from, 'latin1');
    expect(because(forged, 'unchanged')).toContain('not made with the key of its certificate');
  },
);

describe('one changed byte', () => {
  test('is found wherever it is', () => {
    assert(
      property(nat(report.length - 1), integer({ min: 1, max: 255 }), (at, change) => {
        const forged = Buffer.from(report);
        forged[at] = (forged[at] ?? 0) ^ change;
        expectChanged(forged, `byte ${at}`);
      }),
      { numRuns: 400 },
    );
  });

  test('is found at every place of the value of the signature, its padding included', () => {
    const { from, to } = valueOf(report);
    const missed: number[] = [];
    for (let at = from; at < to; at += 1) {
      const forged = Buffer.from(report);
      // The other case of a letter is the same number; 1 for 0 is another.
      forged[at] = (forged[at] ?? 0) ^ (/[a-f]/.test(String.fromCodePoint(forged[at] ?? 0)) ? 0x20 : 0x01);
      const verifiers = at % 16 === 0 ? [ofExhibit, alone] : [ofExhibit];
      if (verifiers.some((one) => one.verifyReport(forged, [])[0]?.answer !== 'no')) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  test.each([
    '%PDF',
    '/Type /Sig',
    '/ByteRange',
    '/M (D:',
    '/Reason',
    '/Name',
    ' obj',
    'stream',
    'xmpmeta',
    '/Type /XRef',
    'startxref',
    '%%EOF',
  ])('is found in %s', (part) => {
    const at = report.indexOf(part);
    expect(at).toBeGreaterThanOrEqual(0);
    for (let index = at; index < at + part.length; index += 1) {
      const forged = Buffer.from(report);
      forged[index] = (forged[index] ?? 0) ^ 0x01;
      expectChanged(forged, `byte ${index}`);
    }
  });
});

describe('added and removed bytes', () => {
  test('bytes behind the end are found and counted', () => {
    expect(because(Buffer.concat([report, Buffer.from('\n')]), 'unchanged')).toContain('1 bytes follow what is signed');
    expect(answers(report.subarray(0, -1)).unchanged).toBe('no');
  });

  test('an update appended to the file is found', () => {
    const at = report.lastIndexOf('startxref');
    const xref = /startxref\s+(\d+)/.exec(report.toString('latin1', at))?.[1] ?? '';
    const root = /\/Root (\d+) 0 R/.exec(report.toString('latin1'))?.[1] ?? '';
    const start = report.length + 1;
    const object = '9999 0 obj\n<< /Producer (other) >>\nendobj\n';
    const update = `\n${object}xref\n9999 1\n${String(start).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 10000 /Root ${root} 0 R /Prev ${xref} >>\nstartxref\n${start + object.length}\n%%EOF\n`;
    const updated = Buffer.concat([report, Buffer.from(update)]);
    expect(because(updated, 'unchanged')).toContain(`${update.length} bytes follow what is signed`);
    expect(answers(updated).attachments).toBe('yes');
  });

  test('a second signature is found, whoever made it', async () => {
    const document = await PDFDocument.load(await printedPage(), { updateMetadata: false });
    addSignatureField(document, key, NOW, '');
    const first = document.catalog
      .lookup(PDFName.of('AcroForm'), PDFDict)
      .lookup(PDFName.of('Fields'), PDFArray)
      .get(0);
    addSignatureField(document, impostor, NOW, '');
    document.catalog.lookup(PDFName.of('AcroForm'), PDFDict).lookup(PDFName.of('Fields'), PDFArray).push(first);
    const bytes = await document.save({ useObjectStreams: true, updateFieldAppearances: false });
    signBytes(bytes, key);
    signBytes(bytes, impostor);
    expect(because(Buffer.from(bytes), 'unchanged')).toContain('It carries 2 signatures');
    const behind = Buffer.concat([report, await smallReport(impostor)]);
    expect(answers(behind).unchanged).toBe('no');
  });
});

/** What a forger does who signs anew: any attachments, any key. */
async function forged(by: SigningKey, changes: Partial<Stated>): Promise<Buffer> {
  return smallReport(by, reportAttachments(stated(by, changes)));
}

describe('a report made anew', () => {
  test('by hand without signing: the signature is gone, and the report says that it had one', async () => {
    const document = await PDFDocument.load(report, { updateMetadata: false });
    document.catalog.delete(PDFName.of('AcroForm'));
    const stripped = Buffer.from(await document.save());
    expect(answers(stripped).unchanged).toBe('no');
    const clean = await smallReport(null, reportAttachments(stated(key)));
    expect(because(clean, 'unchanged')).toContain('the signature was removed');
  });

  test('with a changed record, manifest and all, under a new key of the same name: only trust tells', async () => {
    const other = await forged(impostor, { records: citedLines(['one', 'changed']) });
    expect(answers(other)).toMatchObject({
      unchanged: 'yes',
      key: 'yes',
      known: 'cannot-tell',
      attachments: 'yes',
      records: 'yes',
      journal: 'yes',
    });
    expect(answers(other, trusting(key)).known).toBe('no');
    expect(verifyReport(other, []).answers.find(({ id }) => id === 'known')?.wouldTell).toContain(
      '--trust <fingerprint>',
    );
  });

  test('with a journal recomputed from line 10: it holds in itself, and only trust or the case tells', async () => {
    const recomputed = madeUpJournal(12, 'a'.repeat(64), '2026-11-24T08:00:00.000Z');
    const other = await forged(impostor, { lines: [...lines.slice(0, 9), ...recomputed.slice(9)] });
    expect(because(other, 'journal')).toContain('Line 10 does not follow');
    const consistent = await forged(impostor, { lines: recomputed });
    expect(answers(consistent)).toMatchObject({ unchanged: 'yes', journal: 'yes', known: 'cannot-tell' });
    expect(answers(consistent, trusting(key)).known).toBe('no');
  });

  test('that names another key than the one that signed it', async () => {
    const other = await smallReport(impostor, reportAttachments(stated(key)));
    expect(because(other, 'key')).toContain('another key than it says itself');
  });

  test.each([
    [
      'a changed attachment',
      (name: string) => name === 'report.json' && Buffer.from('{"a":1}'),
      'report.json is not what the manifest says',
    ],
    [
      'a renamed attachment',
      (name: string) => name === 'report.json' && 'other.json',
      'report.json is missing; other.json is attached',
    ],
  ] as const)('with %s re-attached', async (_what, change, said) => {
    const attachments = reportAttachments(stated(key)).map((one) => {
      const changed = change(one.name);
      if (changed === false) return one;
      return typeof changed === 'string' ? { ...one, name: changed } : { ...one, bytes: changed };
    });
    const other = await smallReport(key, attachments);
    expect(because(other, 'attachments')).toContain(said);
    expect(answers(other).unchanged).toBe('yes');
  });

  test('with a record whose text was changed, its hash kept', async () => {
    const attachments = reportAttachments(stated(key, { records: citedLines(['one', 'two']) }));
    const text = String(attachments[0]?.bytes).replace('"raw":"two"', '"raw":"2wo"');
    const manifest = JSON.parse(String(attachments.at(-1)?.bytes)) as {
      attachments: { name: string; sha256: string; bytes: number }[];
    };
    for (const one of manifest.attachments)
      if (one.name === 'cited-records.ndjson') Object.assign(one, { sha256: sha256(text) });
    const other = await smallReport(
      key,
      attachments.map((one, index) =>
        index === 0
          ? { ...one, bytes: Buffer.from(text) }
          : one.name === 'manifest.json'
            ? { ...one, bytes: Buffer.from(JSON.stringify(manifest)) }
            : one,
      ),
    );
    expect(answers(other)).toMatchObject({ attachments: 'yes', records: 'no' });
    expect(because(other, 'records')).toContain('record E2');
  });

  test('with a cut journal that keeps the head, or with the head moved', async () => {
    const cut = reportAttachments(stated(key));
    const head = JSON.parse(String(cut.at(-1)?.bytes)) as { journal: { length: number } };
    head.journal.length -= 1;
    const other = await smallReport(
      key,
      cut.map((one) => (one.name === 'manifest.json' ? { ...one, bytes: Buffer.from(JSON.stringify(head)) } : one)),
    );
    expect(because(other, 'journal')).toContain('It ends at line 14, and not in the state that the manifest names');
  });
});

describe('the key of the demonstration', () => {
  test('signs no other report, and no other key signs the demonstration', async () => {
    const open = await demonstrationKey();
    expect(answers(await smallReport(open, reportAttachments(stated(open, { kind: 'demonstration' })))).key).toBe(
      'yes',
    );
    expect(because(await smallReport(open, reportAttachments(stated(open))), 'key')).toContain('which everybody has');
    expect(answers(await smallReport(key, reportAttachments(stated(key, { kind: 'demonstration' })))).key).toBe('no');
  });
});

describe('a report without signature', () => {
  test('is not called changed, and not unchanged', async () => {
    const unsigned = await smallReport(null, reportAttachments({ ...stated(key), signerSha256: null }));
    expect(answers(unsigned)).toEqual({ unchanged: 'cannot-tell', attachments: 'yes', records: 'yes', journal: 'yes' });
    expect(answers(unsigned, trusting(key)).known).toBe('no');
  });

  test('bytes that are no report are said to be none, whatever they are', () => {
    assert(
      property(uint8Array({ maxLength: 300 }), boolean(), (bytes, asPdf) => {
        const file = Buffer.concat([Buffer.from(asPdf ? '%PDF-1.7\n' : ''), bytes]);
        expectChanged(file, 'no report');
      }),
    );
    expect(because(Buffer.alloc(0), 'unchanged')).toContain('It is no PDF');
  });
});

/** A PDF of these objects, numbered from 1; the first is the catalog. */
function pdfOf(...objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n1 ${objects.length}\n${places.join('')}trailer\n<< /Root 1 0 R >>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`);
}

describe('a file that was made to hang or break a reader', () => {
  const many = (text: string, count = 50): string => `[${`${text} `.repeat(count)}]`;
  test.each([
    ['a length that is its own', pdfOf('<< /Names 2 0 R >>', '<< /Length 2 0 R >>\nstream\n\nendstream')],
    ['a name tree of itself', pdfOf('<< /Names << /EmbeddedFiles 2 0 R >> >>', `<< /Kids ${many('2 0 R')} >>`)],
    ['fields of themselves', pdfOf('<< /AcroForm << /Fields [2 0 R] >> >>', `<< /Kids ${many('2 0 R')} >>`)],
    ['arrays without end', pdfOf(`<< /Names ${'['.repeat(100_000)} >>`)],
    [
      'a cross-reference that follows itself',
      Buffer.from('%PDF-1.7\nxref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9\n%%EOF\n'),
    ],
    [
      'a cross-reference of negative widths',
      Buffer.from(
        '%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [-1 2 3] /Size 2 /Length 9 >>\nstream\n123456789\nendstream\nendobj\nstartxref\n9\n%%EOF\n',
      ),
    ],
  ])('%s is said to be damaged', (_what, file) => {
    expectChanged(file, 'damaged');
  });
});

test('a signed file is not signed again', () => {
  expect(() => signBytes(Buffer.from(report), impostor)).toThrow('no empty signature');
});
