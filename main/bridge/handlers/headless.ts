import type { HeadlessRun, WindowContext } from '../context.js';
import { BridgeFailure } from '../failure.js';
import { exactly, oneOf, shape, text } from '../guards.js';
import type { CallHandlers } from '../handle.js';

function runOf(context: WindowContext): HeadlessRun {
  if (context.headless === null) throw new BridgeFailure('not-allowed', 'This window carries out no command.');
  return context.headless;
}

/** A command line run: what its page is to do, and what it answers. */
export const headlessHandlers = {
  'headless.job': {
    roles: ['headless'],
    args: exactly(),
    async run(context) {
      const { job, evidence } = runOf(context);
      return evidence.length === 0 ? job : { ...job, evidence: (await context.picks.issue(evidence)).token };
    },
  },
  'headless.progress': {
    roles: ['headless'],
    args: exactly(text(2_000)),
    async run(context, line) {
      runOf(context).progress(line);
      return null;
    },
  },
  'headless.done': {
    roles: ['headless'],
    args: exactly(shape({ exit: oneOf(0, 1, 3), message: text(1_000_000) })),
    async run(context, result) {
      const run = runOf(context);
      // The page is done when its last download began; the run is done when that is on the disk.
      await context.downloads.settled().then(
        () => run.done(result),
        (error: unknown) => run.done({ exit: 3, message: error instanceof Error ? error.message : String(error) }),
      );
      return null;
    },
  },
} satisfies Partial<CallHandlers>;
