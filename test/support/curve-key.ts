import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readPkcs12 } from '../../main/services/signing/pkcs12.js';
import type { SigningKey } from '../../main/services/signing/signing-key.js';
import { NOW } from './signed-pdf.js';

/** A key on a curve with a certificate of its own, through the file that OpenSSL writes. */
export async function curveKey(curve: string): Promise<SigningKey> {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-curve-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    `ec_paramgen_curve:${curve}`,
    '-nodes',
    '-keyout',
    'k.pem',
    '-out',
    'c.pem',
    '-days',
    '9999',
    '-subj',
    '/CN=Curve',
    '-addext',
    'keyUsage=digitalSignature,nonRepudiation',
  );
  const p12 = execFileSync('openssl', ['pkcs12', '-export', '-inkey', 'k.pem', '-in', 'c.pem', '-passout', 'pass:x'], {
    cwd: folder,
  });
  return readPkcs12(p12, 'x', 'c.p12', NOW);
}
