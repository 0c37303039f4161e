/**
 * The key of the demonstration. It comes with Exhibit, private part included, so everybody can sign with it: it signs
 * reports of the demonstration and nothing else, and proves nothing but that signing works.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeFailure } from '../../bridge/failure.js';
import { DEMONSTRATION_FOLDER } from '../demonstration-evidence.js';
import { systemCode } from '../disk-failure.js';
import { readPem } from './pem-key.js';
import { sha256Hex, type SigningKey } from './signing-key.js';

/** Fingerprints of its certificate and of its issuer's; a test holds them against the file. */
const CERTIFICATES: readonly string[] = [
  'c35dd0f4586219d6c1cb3978556805d7b13db01536f2349bd6b9436ede9e08d2',
  'b96ae1e19e44ed13f4929dd6db040c9cca3600e0ae232e350a55d6351e724a84',
];

export async function demonstrationKey(): Promise<SigningKey> {
  const path = join(DEMONSTRATION_FOLDER, 'demonstration-key.pem');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new BridgeFailure('not-found', 'This Exhibit came without the key of its demonstration.');
  });
  return { origin: 'demonstration', ...readPem(text) };
}

/** Whether a certificate is one of the demonstration's. */
export function isDemonstrationCertificate(der: Uint8Array): boolean {
  return CERTIFICATES.includes(sha256Hex(der));
}
