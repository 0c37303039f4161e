import { dirname } from 'node:path';
import { sendEvent } from '../../events.js';
import { openArchive } from '../../services/archive/open-archive.js';
import { caseFolderName } from '../../services/case-folder.js';
import { freePath } from '../../services/free-path.js';
import { casesFolder } from '../../services/settings.js';
import { caseOf } from '../case-of.js';
import type { PickToken } from '../contract.js';
import type { WindowContext } from '../context.js';
import { BridgeFailure } from '../failure.js';
import { exactly, flag, orNull, text, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { checkTypedTarget } from '../save-target.js';
import { MAX_PATH_LENGTH, typedPath } from '../typed-path.js';
import { show } from './case.js';

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);

/** An archive ends so: the name under which it is offered, and what the new folder is called without it. */
const EXTENSION = '.exhibit';
/** As often as a person can read it. */
const PROGRESS_MS = 100;

/** What runs, by the window that asked. */
const running = new WeakMap<WindowContext, AbortController>();

/** Runs what can be cancelled and says how far it has come. */
async function watched<T>(
  context: WindowContext,
  work: (watch: {
    readonly signal: AbortSignal;
    readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
  }) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  running.set(context, abort);
  let lastAt = -Infinity;
  const onProgress = (bytesDone: number, bytesTotal: number): void => {
    const now = performance.now();
    if (now - lastAt < PROGRESS_MS && bytesDone < bytesTotal) return;
    lastAt = now;
    sendEvent(context.window.webContents, 'archive.progress', { bytesDone, bytesTotal });
  };
  try {
    return await work({ signal: abort.signal, onProgress });
  } finally {
    running.delete(context);
  }
}

async function archiveTarget(context: WindowContext, typed: string | null): Promise<string | null> {
  const opened = caseOf(context);
  const name = `${caseFolderName(opened.meta().number)}${EXTENSION}`;
  if (context.dialogs !== null) {
    const chosen = await context.dialogs.pickTarget('Archive the case', name);
    return chosen === null ? null : checkTypedTarget(chosen, opened);
  }
  return typed === null ? freePath(dirname(opened.folder), name) : checkTypedTarget(typed, opened);
}

async function archivePath(context: WindowContext, typed: string | null): Promise<string | null> {
  if (context.dialogs !== null) return (await context.dialogs.pickEvidence('files'))?.[0] ?? null;
  if (typed === null) throw new BridgeFailure('bad-arguments', 'Type the path of the archive.');
  return typedPath(typed);
}

/** The folder of a case that comes out of an archive: beside the other cases, named like the archive. */
async function arrivalFolder(context: WindowContext, archive: string): Promise<string> {
  const name = caseFolderName(
    archive
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.exhibit$/i, '') ?? '',
  );
  return freePath(await casesFolder(context.userData), name);
}

/** A case in one file: made, opened, and its evidence found again. */
export const archiveHandlers = {
  'archive.write': {
    roles: ['case'],
    args: exactly(flag, orNull(text(MAX_PATH_LENGTH))),
    async run(context, withEvidence, typed) {
      const path = await archiveTarget(context, typed);
      if (path === null) return null;
      const written = await watched(context, (watch) => caseOf(context).archive(path, { ...watch, withEvidence }));
      return { path, ...written };
    },
  },
  'archive.open': {
    roles: ['start'],
    args: exactly(orNull(text(MAX_PATH_LENGTH)), orNull(text(MAX_PATH_LENGTH))),
    async run(context, typed, folder) {
      const path = await archivePath(context, typed);
      if (path === null) return null;
      const target = folder === null ? await arrivalFolder(context, path) : typedPath(folder);
      return show(context, await watched(context, (watch) => openArchive(path, target, context.info.host, watch)));
    },
  },
  'archive.cancel': {
    roles: ['start', 'case'],
    args: exactly(),
    async run(context) {
      running.get(context)?.abort();
      return null;
    },
  },
  'evidence.missing': {
    roles: ['case'],
    args: exactly(),
    run: (context) => caseOf(context).missingEvidence(),
  },
  'evidence.relink': {
    roles: ['case'],
    args: exactly(isToken),
    run: (context, token) =>
      watched(context, ({ signal }) => caseOf(context).relink(context.picks.redeem(token), signal)),
  },
} satisfies Partial<CallHandlers>;
