import { exactly } from '../guards.js';
import type { CallHandlers } from '../handle.js';

/** What a page may know of the program it runs in. */
export const hostHandlers = {
  'host.info': {
    roles: ['start', 'case', 'headless', 'print'],
    args: exactly(),
    run: async (context) => context.info,
  },
} satisfies Partial<CallHandlers>;
