import { sendEvent } from '../../events.js';
import { failpoint } from '../../services/failpoints.js';
import type { OpenCase } from '../../services/open-case.js';
import { caseOf } from '../case-of.js';
import type { PickToken } from '../contract.js';
import { exactly, oneOf, shape, text, wholeNumber, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';

/** Receipts that run, by their case. */
const running = new WeakMap<OpenCase, AbortController>();

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);

/** Letters and digits, as initials are; it becomes part of a folder's name. */
const isNumberPrefix: Guard<string> = (value): value is string =>
  typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}.-]{0,15}$/u.test(value);

/** Receiving evidence into the case, and how far its import has come. */
export const evidenceReceiveHandlers = {
  'evidence.receive': {
    roles: ['case', 'headless'],
    args: exactly(
      isToken,
      shape({ origin: text(100_000), storage: oneOf('copy', 'reference'), numberPrefix: isNumberPrefix }),
    ),
    async run(context, token, options) {
      const opened = caseOf(context);
      const paths = context.picks.redeem(token);
      const abort = new AbortController();
      running.set(opened, abort);
      const { webContents } = context.window;
      return opened.receive(paths, options, (at) => sendEvent(webContents, 'evidence.progress', at), abort.signal);
    },
  },
  'evidence.cancelReceive': {
    roles: ['case', 'headless'],
    args: exactly(),
    async run(context) {
      running.get(caseOf(context))?.abort();
      return null;
    },
  },
  'evidence.rehash': {
    roles: ['case', 'headless'],
    args: exactly(),
    run: (context) => caseOf(context).rehash(),
  },
  'evidence.rehashOne': {
    roles: ['case', 'headless'],
    args: exactly(text(200)),
    run: (context, number) => caseOf(context).rehashOne(number),
  },
  'evidence.digests': {
    roles: ['case', 'headless'],
    args: exactly(text(200), oneOf('md5', 'sha1'), wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    run: (context, number, algorithm, from) => caseOf(context).digests(number, algorithm, from),
  },
  'import.stage': {
    roles: ['case', 'headless'],
    args: exactly(text(200), oneOf('received', 'staging', 'staged', 'committed', 'visible')),
    async run(_context, _number, stage) {
      if (stage !== 'received') failpoint(stage);
      return null;
    },
  },
} satisfies Partial<CallHandlers>;
