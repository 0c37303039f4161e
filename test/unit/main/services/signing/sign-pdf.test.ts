import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCms, writeCms } from '../../../../../main/services/signing/cms.js';
import { certificatePem } from '../../../../../main/services/signing/pem-key.js';
import { describeSigner, type SigningKey } from '../../../../../main/services/signing/signing-key.js';
import { curveKey } from '../../../../support/curve-key.js';
import { smallReport, testKey } from '../../../../support/signed-pdf.js';
import { hasTool } from '../../../../support/tools.js';
import { temporaryFolder } from '../case-setup.js';

const NAME = 'Jörg O’Neill, 調査';
let rsa: SigningKey;
beforeAll(() => {
  rsa = testKey(NAME);
});

interface Placed {
  readonly range: readonly number[];
  readonly cms: Buffer;
  readonly signed: Buffer;
}

function placed(pdf: Buffer): Placed {
  const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
  const [, from = 0, to = 0] = range;
  const padded = Buffer.from(pdf.toString('latin1', from + 1, to - 1), 'hex');
  return {
    range,
    cms: padded.subarray(0, 4 + padded.readUInt16BE(2)),
    signed: Buffer.concat([pdf.subarray(0, from), pdf.subarray(to)]),
  };
}

test('the signature covers every byte of the file but its own value', async () => {
  const pdf = await smallReport(rsa);
  const { range, cms } = placed(pdf);
  const [start, from = 0, to = 0, rest = 0] = range;
  expect(start).toBe(0);
  expect(pdf.toString('latin1', from, from + 3)).toBe('<30');
  expect(pdf.toString('latin1', to - 1, to)).toBe('>');
  expect(to + rest).toBe(pdf.length);
  expect(pdf.toString('latin1', from + 1 + cms.length * 2, to - 1)).toMatch(/^0+$/);
  expect(pdf.toString('latin1')).toContain('/SubFilter /ETSI.CAdES.detached');
});

test('the same report signed twice with one RSA key is the same file', async () => {
  expect((await smallReport(rsa)).equals(await smallReport(rsa))).toBe(true);
});

test('a signature is read back into its parts, and there is one way to write them', async () => {
  const { cms } = placed(await smallReport(rsa));
  const parts = readCms(cms);
  expect(parts.kind).toBe('rsa');
  expect(Buffer.from(parts.signer).equals(Buffer.from(rsa.certificates[0] ?? []))).toBe(true);
  expect(parts.others).toHaveLength(1);
  expect(Buffer.from(writeCms(parts)).equals(cms)).toBe(true);
});

test('a key says its name and its issuer, whatever script they are written in', () => {
  const { name, issuer, notBefore, notAfter, sha256 } = describeSigner(rsa);
  expect([name, issuer, notBefore, notAfter]).toEqual([
    NAME,
    `Issuer of ${NAME}`,
    '2026-11-23T08:00:00.000Z',
    '2036-11-23T08:00:00.000Z',
  ]);
  const fingerprint = new X509Certificate(rsa.certificates[0] ?? new Uint8Array()).fingerprint256;
  expect(sha256).toBe(fingerprint.replaceAll(':', '').toLowerCase());
});

describe.skipIf(!hasTool('openssl'))('other programs', () => {
  const kinds = [
    ['RSA', async () => rsa],
    ['P-256', () => curveKey('P-256')],
    ['P-384', () => curveKey('P-384')],
    ['P-521', () => curveKey('P-521')],
  ] as const;

  test.each(kinds)('openssl verifies a signature of %s as CAdES', async (_name, make) => {
    const key = await make();
    const folder = await temporaryFolder();
    const { cms, signed } = placed(await smallReport(key));
    await writeFile(join(folder, 'cms.der'), cms);
    await writeFile(join(folder, 'signed.bin'), signed);
    await writeFile(join(folder, 'issuer.pem'), certificatePem(key.certificates.slice(-1)));
    const args = [
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'cms.der',
      '-content',
      'signed.bin',
      '-CAfile',
      'issuer.pem',
      '-purpose',
      'any',
      '-out',
      'out.bin',
    ];
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    await writeFile(join(folder, 'signed.bin'), Buffer.concat([signed, Buffer.of(0)]));
    expect(() => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })).toThrow('Verification failure');
  });

  test.skipIf(!hasTool('pdfsig')).each(kinds)(
    'pdfsig calls the signature of %s valid and the document signed whole',
    async (_name, make) => {
      const path = join(await temporaryFolder(), 'report.pdf');
      await writeFile(path, await smallReport(await make()));
      const said = execFileSync('pdfsig', [path], { encoding: 'utf8' });
      expect(said).toContain('Signature is Valid.');
      expect(said).toContain('Total document signed');
      expect(said).toContain('ETSI.CAdES.detached');
    },
  );

  test.skipIf(!hasTool('qpdf'))('qpdf finds nothing wrong', async () => {
    const path = join(await temporaryFolder(), 'report.pdf');
    await writeFile(path, await smallReport(rsa));
    expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    );
  });
});
