import { readFingerprint } from '../../services/verify/trust.js';
import { verifyFile } from '../../services/verify/verify-file.js';
import type { WindowContext } from '../context.js';
import type { PickToken } from '../contract.js';
import { BridgeFailure } from '../failure.js';
import { exactly, orNull, text, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);

/** The one file of a pick. */
function pickedFile(context: WindowContext, token: PickToken): string {
  const [path, ...more] = context.picks.redeem(token);
  if (path === undefined || more.length > 0) throw new BridgeFailure('bad-arguments', 'Choose one file.');
  return path;
}

/** Checks a report or a disclosure, against the case of the window where it has one. */
export const verifyHandlers = {
  'report.verify': {
    roles: ['case', 'start'],
    args: exactly(isToken, orNull(isToken), text(200)),
    async run(context, token, report, fingerprint) {
      const trusted = fingerprint.trim() === '' ? [] : [readFingerprint(fingerprint)];
      if (trusted.includes(null))
        throw new BridgeFailure('bad-arguments', 'A fingerprint has 64 hexadecimal digits: SHA-256 of a certificate.');
      const against = {
        trusted: trusted.filter((one) => one !== null),
        reportPath: report === null ? null : pickedFile(context, report),
        caseFolder: context.openCase?.folder ?? null,
      };
      return verifyFile(pickedFile(context, token), against, () => {});
    },
  },
} satisfies Partial<CallHandlers>;
