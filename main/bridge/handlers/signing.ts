import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { diskFailure } from '../../services/disk-failure.js';
import { certificatePem } from '../../services/signing/pem-key.js';
import { readPkcs12 } from '../../services/signing/pkcs12.js';
import { checkMaySign, signerFor, type ChosenKey } from '../../services/signing/signer-for.js';
import { describeSigner, type SigningKey } from '../../services/signing/signing-key.js';
import { caseOf } from '../case-of.js';
import type { WindowContext } from '../context.js';
import type { KeyChoice, PickToken } from '../contract.js';
import { BridgeFailure } from '../failure.js';
import { exactly, flag, oneOf, shape, text, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);
const isOwn = shape({ kind: oneOf('own') });
const isFile = shape({ kind: oneOf('pkcs12'), token: isToken, passphrase: text(1000) });
const isChoice: Guard<KeyChoice> = (value): value is KeyChoice => isOwn(value) || isFile(value);

/** The key that signs a report of a window; null for a draft, which stays unsigned. Throws `BridgeFailure`. */
export async function reportSigner(context: WindowContext, isIssued: boolean): Promise<SigningKey | null> {
  return signerFor({ meta: caseOf(context).meta(), isIssued }, context.signing.key, context.userData);
}

async function chosenKey(context: WindowContext, choice: KeyChoice): Promise<ChosenKey> {
  switch (choice.kind) {
    case 'own':
      return null;
    case 'pkcs12': {
      const [path, ...more] = context.picks.redeem(choice.token);
      if (path === undefined || more.length > 0) throw new BridgeFailure('bad-arguments', 'Choose one file.');
      const bytes = await readFile(path).catch((error: unknown) => {
        throw diskFailure('Reading the signing key', path, error);
      });
      return readPkcs12(bytes, choice.passphrase, basename(path), new Date());
    }
  }
}

/** With which key a window signs its reports. Keys stay in main; the page learns what a certificate says. */
export const signingHandlers = {
  'signing.choose': {
    roles: ['case'],
    args: exactly(isChoice),
    async run(context, choice) {
      const key = await chosenKey(context, choice);
      checkMaySign(caseOf(context).meta(), key);
      context.signing.key = key;
      return null;
    },
  },
  'signing.current': {
    roles: ['case', 'headless'],
    args: exactly(flag),
    async run(context, isIssued) {
      const key = await reportSigner(context, isIssued);
      return key === null ? null : { signer: describeSigner(key), certificates: certificatePem(key.certificates) };
    },
  },
} satisfies Partial<CallHandlers>;
