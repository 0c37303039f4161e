/**
 * The demonstration's evidence is invented. It opens only in a case of kind *demonstration*, and such a case takes no
 * other evidence, so that invented events never stand among real ones.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseMeta } from '../../parsers/model/case.js';
import { BridgeFailure } from '../bridge/failure.js';
import { hashFile } from './copy-evidence.js';

/** As far below the program's root as this file: in a checkout, built, and packaged. */
export const DEMONSTRATION_FOLDER = join(import.meta.dirname, '../../sample-evidence/demonstration');
export const DEMONSTRATION_BUNDLE = join(DEMONSTRATION_FOLDER, 'incident.tar.gz');

let bundleSha256: Promise<string | null> | null = null;

/** SHA-256 of the demonstration's evidence; null where the program came without it. */
export function demonstrationSha256(): Promise<string | null> {
  bundleSha256 ??= hashFile(DEMONSTRATION_BUNDLE, () => {}, new AbortController().signal).then(
    ({ sha256 }) => sha256,
    () => null,
  );
  return bundleSha256;
}

/** Refuses invented evidence in a real case and other evidence in the demonstration. Throws `BridgeFailure`. */
export async function checkKind(kind: CaseMeta['kind'], name: string, sha256: string): Promise<void> {
  const isInvented = sha256 === (await demonstrationSha256());
  if (isInvented === (kind === 'demonstration')) return;
  throw new BridgeFailure(
    'not-allowed',
    isInvented
      ? `${name} is the invented evidence of the demonstration. Open it with "Open the demonstration case".`
      : `This is the demonstration case: it takes no evidence but its own. Make a case for ${name}.`,
  );
}

/** Whether a path is a copy of the demonstration's evidence, whatever its name. */
export async function isDemonstrationBundle(path: string): Promise<boolean> {
  const [bundle, other] = await Promise.all([stat(DEMONSTRATION_BUNDLE).catch(() => null), stat(path)]);
  if (!other.isFile() || bundle?.size !== other.size) return false;
  const { sha256 } = await hashFile(path, () => {}, new AbortController().signal);
  return sha256 === (await demonstrationSha256());
}
