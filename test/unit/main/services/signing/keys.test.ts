import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  demonstrationKey,
  isDemonstrationCertificate,
} from '../../../../../main/services/signing/demonstration-key.js';
import { ownKey, SELF_MADE } from '../../../../../main/services/signing/own-key.js';
import { readPkcs12 } from '../../../../../main/services/signing/pkcs12.js';
import { signerFor } from '../../../../../main/services/signing/signer-for.js';
import { describeSigner, type SigningKey } from '../../../../../main/services/signing/signing-key.js';
import type { CaseMeta } from '../../../../../parsers/model/case.js';
import { NOW, testKey } from '../../../../support/signed-pdf.js';
import { hasTool } from '../../../../support/tools.js';
import { draft, temporaryFolder } from '../case-setup.js';

const meta: CaseMeta = { ...draft, id: 'x', formatVersion: 1, tokenSeed: '0'.repeat(16), createdAt: NOW.toISOString() };
const demonstration: CaseMeta = { ...meta, kind: 'demonstration' };

describe("the examiner's own key", () => {
  test('is made once per examiner and readable for its owner only', async () => {
    const userData = await temporaryFolder();
    const first = await ownKey(userData, meta, NOW);
    expect(describeSigner(first)).toMatchObject({ origin: 'own', name: 'Jo Smith', issuer: 'Issuer of Jo Smith' });
    expect((await ownKey(userData, meta, NOW)).certificates[0]).toEqual(first.certificates[0]);
    const [file = ''] = await readdir(join(userData, 'keys'));
    expect((await stat(join(userData, 'keys', file))).mode & 0o777).toBe(0o600);
    const other = await ownKey(userData, { ...meta, examiner: 'Ann Other' }, NOW);
    expect(describeSigner(other).name).toBe('Ann Other');
    expect(await readdir(join(userData, 'keys'))).toHaveLength(2);
  });

  test('says in its certificate that nobody checked the name, and its issuer cannot sign again', async () => {
    const { privateKey, certificates } = await ownKey(await temporaryFolder(), meta, NOW);
    expect(Buffer.from(certificates[0] ?? []).includes(SELF_MADE)).toBe(true);
    expect(certificates).toHaveLength(2);
    expect(privateKey.length).toBeGreaterThan(1000);
  });

  test('is refused where others may read it, and where the case names nobody', async () => {
    const userData = await temporaryFolder();
    await ownKey(userData, meta, NOW);
    const [file = ''] = await readdir(join(userData, 'keys'));
    await chmod(join(userData, 'keys', file), 0o644);
    await expect(ownKey(userData, meta, NOW)).rejects.toThrow('can be read by others');
    await chmod(join(userData, 'keys', file), 0o600);
    await writeFile(join(userData, 'keys', file), 'nothing');
    await expect(ownKey(userData, meta, NOW)).rejects.toThrow('no signing key any more');
    await expect(ownKey(userData, { ...meta, examiner: ' ' }, NOW)).rejects.toThrow('names no examiner');
  });

  test('is made anew once it has expired', async () => {
    const userData = await temporaryFolder();
    const first = await ownKey(userData, meta, NOW);
    const later = await ownKey(userData, meta, new Date('2037-01-01T00:00:00Z'));
    expect(later.certificates[0]).not.toEqual(first.certificates[0]);
  });
});

describe('which key signs what', () => {
  test('a demonstration is signed with its own key, which signs nothing else', async () => {
    const key = await demonstrationKey();
    expect(key.certificates.map(isDemonstrationCertificate)).toEqual([true, true]);
    expect(await signerFor({ meta: demonstration, isIssued: false }, null, '/nowhere')).toEqual(key);
    await expect(signerFor({ meta: demonstration, isIssued: false }, testKey(), '/nowhere')).rejects.toThrow(
      'and no other',
    );
    const asOwn: SigningKey = { ...key, origin: 'pkcs12' };
    await expect(signerFor({ meta, isIssued: true }, asOwn, '/nowhere')).rejects.toThrow('everybody has it');
  });

  test('a draft stays unsigned; an issued report takes the key that was chosen, or else the own one', async () => {
    const userData = await temporaryFolder();
    const chosen = testKey('Chosen');
    expect(await signerFor({ meta, isIssued: false }, null, userData)).toBeNull();
    expect(await signerFor({ meta, isIssued: false }, chosen, userData)).toBeNull();
    expect(await signerFor({ meta, isIssued: true }, chosen, userData)).toBe(chosen);
    expect((await signerFor({ meta, isIssued: true }, null, userData))?.origin).toBe('own');
  });
});

describe.skipIf(!hasTool('openssl'))('PKCS#12 files as OpenSSL writes them', () => {
  const AES = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC'];
  const TRIPLE_DES = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];

  interface Recipe {
    readonly key?: readonly string[];
    readonly days?: string;
    readonly options?: readonly string[];
    readonly passphrase?: string;
  }

  /** An issuer, a certificate under it, and both with the key in one file. */
  async function p12({ key = ['rsa:2048'], days = '9999', options = AES, passphrase = 'p:ß 調' }: Recipe = {}) {
    const folder = await temporaryFolder();
    const openssl = (...args: readonly string[]) => execFileSync('openssl', [...args], { cwd: folder, stdio: 'pipe' });
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '9999',
      '-subj',
      '/CN=City CA',
    );
    openssl('req', '-new', '-newkey', ...key, '-nodes', '-keyout', 'k.pem', '-out', 'r.pem', '-subj', '/CN=Jo Smith');
    openssl('x509', '-req', '-in', 'r.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', days, '-out', 'c.pem');
    await writeFile(join(folder, 'pass'), passphrase);
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      'k.pem',
      '-in',
      'c.pem',
      '-certfile',
      'ca.pem',
      '-passout',
      'file:pass',
      '-out',
      'k.p12',
      ...options,
    );
    return readFile(join(folder, 'k.p12'));
  }
  const now = new Date();

  test.each([
    ['PBES2 with AES-256', AES],
    ['PBES2 with AES-128 and SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
    ['the older Triple DES', TRIPLE_DES],
    ['nothing encrypted, MAC only', ['-keypbe', 'NONE', '-certpbe', 'NONE']],
    ['no MAC', [...AES, '-nomac']],
  ])('are read: %s', async (_name, options) => {
    const key = readPkcs12(await p12({ options }), 'p:ß 調', 'k.p12', now);
    expect(describeSigner(key)).toMatchObject({ origin: 'pkcs12', name: 'Jo Smith', issuer: 'City CA' });
    expect(key.certificates).toHaveLength(2);
  });

  test('a wrong passphrase is called so, with and without a check value', async () => {
    for (const options of [AES, TRIPLE_DES, [...AES, '-nomac']]) {
      const bytes = await p12({ options });
      expect(() => readPkcs12(bytes, 'wrong', 'k.p12', now)).toThrow('k.p12: the passphrase does not open it');
    }
  });

  test('what cannot sign is refused with the reason', async () => {
    const read = async (recipe: Recipe) => readPkcs12(await p12(recipe), 'p:ß 調', 'k.p12', now);
    await expect(read({ key: ['rsa:1024'] })).rejects.toThrow('has 1024 bits; at least 2048 are needed');
    await expect(read({ key: ['ed25519'] })).rejects.toThrow('neither RSA nor on a NIST curve');
    await expect(read({ options: [...AES, '-nokeys'] })).rejects.toThrow('holds no private key');
    await expect(read({ options: [...AES, '-nocerts'] })).rejects.toThrow('holds no certificate for its key');
    const later = await p12({ days: '1' });
    expect(() => readPkcs12(later, 'p:ß 調', 'k.p12', new Date(now.getTime() + 2 * 86_400_000))).toThrow('expired on');
  });

  test('what is no such file is refused with the command that converts', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'x'));
    const bytes = await p12();
    for (const wrong of [
      Buffer.from('hello'),
      Buffer.alloc(0),
      bytes.subarray(0, 100),
      Buffer.concat([bytes, Buffer.of(0)]),
    ])
      expect(() => readPkcs12(wrong, 'x', 'k.p12', now)).toThrow(/is no PKCS#12 file.*openssl pkcs12 -legacy/);
  });

  test('RC2, which OpenSSL has put away, is refused with the command that converts', async () => {
    const folder = await temporaryFolder();
    const openssl = (...args: readonly string[]) => execFileSync('openssl', [...args], { cwd: folder, stdio: 'pipe' });
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k.pem', '-out', 'c.pem', '-subj', '/CN=x');
    openssl('pkcs12', '-export', '-legacy', '-inkey', 'k.pem', '-in', 'c.pem', '-passout', 'pass:x', '-out', 'k.p12');
    const bytes = await readFile(join(folder, 'k.p12'));
    expect(() => readPkcs12(bytes, 'x', 'k.p12', now)).toThrow(/encrypted in an old way.*openssl pkcs12 -legacy/);
  });
});
