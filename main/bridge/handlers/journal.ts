import { isPageAct } from '../../services/act-guards.js';
import { caseOf } from '../case-of.js';
import { exactly, wholeNumber } from '../guards.js';
import type { CallHandlers } from '../handle.js';

/** Bytes of journal lines in one answer, about. */
const PAGE_BYTES = 500_000;

/** The journal of the window's case. */
export const journalHandlers = {
  'journal.read': {
    roles: ['case', 'headless', 'print'],
    args: exactly(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    run: (context, from) => caseOf(context).readJournal(from, PAGE_BYTES),
  },
  'journal.append': {
    roles: ['case', 'headless'],
    args: exactly(isPageAct),
    run: (context, act) => caseOf(context).append(act),
  },
} satisfies Partial<CallHandlers>;
