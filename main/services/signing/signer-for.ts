/** Which key signs a report, and which must not. */
import type { CaseMeta } from '../../../parsers/model/case.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { demonstrationKey, isDemonstrationCertificate } from './demonstration-key.js';
import { ownKey } from './own-key.js';
import type { SigningKey } from './signing-key.js';

/** A key that the examiner chose; null for the one that Exhibit keeps for him. */
export type ChosenKey = SigningKey | null;

/**
 * The key that signs a report of a case. A demonstration is signed with its own key, always. A draft of any other case
 * is not signed; an issued report is, by the examiner's own key where no other was chosen.
 *
 * @throws BridgeFailure for a demonstration that is to be signed otherwise, and what `ownKey` throws
 */
export async function signerFor(
  report: { readonly meta: CaseMeta; readonly isIssued: boolean },
  chosen: ChosenKey,
  userData: string,
): Promise<SigningKey | null> {
  const { meta, isIssued } = report;
  if (meta.kind === 'demonstration') {
    checkMaySign(meta, chosen);
    return demonstrationKey();
  }
  if (!isIssued) return null;
  if (chosen === null) return ownKey(userData, meta, new Date());
  checkMaySign(meta, chosen);
  return chosen;
}

/** Keeps the demonstration's key and all others apart. Throws `BridgeFailure` `not-allowed`. */
export function checkMaySign({ kind }: Pick<CaseMeta, 'kind'>, chosen: ChosenKey): void {
  if (chosen === null) return;
  if (kind === 'demonstration')
    throw new BridgeFailure(
      'not-allowed',
      'A report of the demonstration is signed with the key of the demonstration, and no other.',
    );
  if (chosen.certificates.some(isDemonstrationCertificate))
    throw new BridgeFailure(
      'not-allowed',
      'This is the key of the demonstration: everybody has it. It signs reports of the demonstration and nothing else.',
    );
}
