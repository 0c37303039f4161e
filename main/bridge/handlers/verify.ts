import { readFingerprint } from '../../services/verify/trust.js';
import { verifyFile } from '../../services/verify/verify-file.js';
import { caseOf } from '../case-of.js';
import type { PickToken } from '../contract.js';
import { BridgeFailure } from '../failure.js';
import { exactly, text, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);

/** Checks a report against the case of the window. */
export const verifyHandlers = {
  'report.verify': {
    roles: ['case'],
    args: exactly(isToken, text(200)),
    async run(context, token, fingerprint) {
      const trusted = fingerprint.trim() === '' ? [] : [readFingerprint(fingerprint)];
      if (trusted.includes(null))
        throw new BridgeFailure('bad-arguments', 'A fingerprint has 64 hexadecimal digits: SHA-256 of a certificate.');
      const [path, ...more] = context.picks.redeem(token);
      if (path === undefined || more.length > 0) throw new BridgeFailure('bad-arguments', 'Choose one file.');
      const known = trusted.filter((one) => one !== null);
      return verifyFile(path, { trusted: known, reportPath: null, caseFolder: caseOf(context).folder }, () => {});
    },
  },
} satisfies Partial<CallHandlers>;
