import { createHash, X509Certificate } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeFailure } from '../../bridge/failure.js';
import { diskFailure, systemCode } from '../disk-failure.js';
import { writeFileDurably } from '../durable-file.js';
import { makeKeyWithIssuer } from './certificate.js';
import { pemOf, readPem } from './pem-key.js';
import type { SigningKey } from './signing-key.js';

const KEYS_FOLDER = 'keys';
const ONLY_OWNER = 0o600;

/** As the certificate says it, for whoever opens it. */
export const SELF_MADE = 'self-made by Exhibit, identity not checked by anybody';

/** Whom a key is made for, as the case names him. */
export interface Examiner {
  readonly examiner: string;
  readonly organisation: string;
}

/**
 * The key that Exhibit made for this examiner on this machine; made on first use, and anew once it has expired. It lies
 * in the user data, readable for its owner only.
 *
 * @throws BridgeFailure where the case names no examiner, or others may read the key
 */
export async function ownKey(userData: string, { examiner, organisation }: Examiner, now: Date): Promise<SigningKey> {
  const name = examiner.trim();
  if (name === '')
    throw new BridgeFailure(
      'bad-arguments',
      'The case names no examiner, so no key can be made for him. Name him in the case.',
    );
  const id = createHash('sha256')
    .update(JSON.stringify([name, organisation]))
    .digest('hex')
    .slice(0, 16);
  const path = join(userData, KEYS_FOLDER, `${id}.pem`);
  const kept = await readKept(path);
  if (kept !== null && isInForce(kept, now)) return kept;
  const made = makeKeyWithIssuer({ name, organisation, unit: SELF_MADE }, now);
  try {
    await mkdir(join(userData, KEYS_FOLDER), { recursive: true, mode: 0o700 });
    await writeFileDurably(path, pemOf(made), ONLY_OWNER);
  } catch (error) {
    throw diskFailure('Writing the signing key', path, error);
  }
  return { origin: 'own', ...made };
}

async function readKept(path: string): Promise<SigningKey | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw diskFailure('Reading the signing key', path, error);
  });
  if (text === null) return null;
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new BridgeFailure(
      'not-allowed',
      `${path}, your signing key, can be read by others. Take that away (chmod 600), or delete it if they may have: a new one is made then.`,
    );
  }
  try {
    return { origin: 'own', ...readPem(text) };
  } catch {
    throw new BridgeFailure(
      'damaged',
      `${path} is no signing key any more. Restore it, or delete it: a new one is made then.`,
    );
  }
}

function isInForce({ certificates }: SigningKey, now: Date): boolean {
  const [own] = certificates;
  return own !== undefined && new Date(new X509Certificate(own).validTo) > now;
}
