import { buildSha256 } from '../../services/build-hash.js';
import { exactly } from '../guards.js';
import type { CallHandlers } from '../handle.js';

/** What a page may know of the program it runs in. */
export const hostHandlers = {
  'host.info': {
    roles: ['start', 'case', 'headless', 'print'],
    args: exactly(),
    run: async (context) => context.info,
  },
  'host.build': {
    roles: ['case', 'headless'],
    args: exactly(),
    run: async () => buildSha256(),
  },
} satisfies Partial<CallHandlers>;
