import type { OpenCase } from '../services/open-case.js';
import type { WindowContext } from './context.js';
import { BridgeFailure } from './failure.js';

/** The case of the window that calls. Throws `BridgeFailure` for a window without one. */
export function caseOf(context: WindowContext): OpenCase {
  if (context.openCase === null) throw new BridgeFailure('not-allowed', 'No case is open in this window.');
  return context.openCase;
}
