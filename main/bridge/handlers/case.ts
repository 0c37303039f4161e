import { join } from 'node:path';
import type { CaseDraft } from '../../../parsers/model/case.js';
import { isCaseDraft } from '../../services/act-guards.js';
import { caseFolderName, createCase, openCase } from '../../services/case-folder.js';
import { openDemonstration } from '../../services/demonstration.js';
import type { OpenCase } from '../../services/open-case.js';
import { readRecent, rememberCase } from '../../services/recent.js';
import { casesFolder } from '../../services/settings.js';
import { caseOf } from '../case-of.js';
import type { WindowContext } from '../context.js';
import { exactly, orNull, text } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { MAX_PATH_LENGTH, typedPath } from '../typed-path.js';

/** Shows a case in a window of its own instead of the window that asked. */
export async function show(context: WindowContext, opened: OpenCase): Promise<{ readonly folder: string }> {
  try {
    await context.windows.openCaseWindow(opened);
    await rememberCase(context.userData, opened.folder, opened.meta());
  } catch (error) {
    await opened.close();
    throw error;
  }
  context.window.close();
  return { folder: opened.folder };
}

async function create(context: WindowContext, draft: CaseDraft, folder: string | null) {
  const target =
    folder === null ? join(await casesFolder(context.userData), caseFolderName(draft.number)) : typedPath(folder);
  return show(context, await openCase(await createCase(target, draft), context.info.host));
}

/** Making, opening and leaving cases. */
export const caseHandlers = {
  'case.recent': {
    roles: ['start', 'case'],
    args: exactly(),
    run: (context) => readRecent(context.userData),
  },
  'case.defaultFolder': {
    roles: ['start', 'case'],
    args: exactly(),
    run: (context) => casesFolder(context.userData),
  },
  'case.create': {
    roles: ['start', 'case'],
    args: exactly(isCaseDraft, orNull(text(MAX_PATH_LENGTH))),
    run: create,
  },
  'case.open': {
    roles: ['start', 'case'],
    args: exactly(text(MAX_PATH_LENGTH)),
    run: async (context, folder) => show(context, await openCase(typedPath(folder), context.info.host)),
  },
  'case.openDemonstration': {
    roles: ['start', 'case'],
    args: exactly(),
    run: async (context) =>
      show(context, await openDemonstration(await casesFolder(context.userData), context.info.host)),
  },
  'case.current': {
    roles: ['case', 'headless', 'print'],
    args: exactly(),
    async run(context) {
      const opened = caseOf(context);
      return { meta: opened.meta(), folder: opened.folder, notices: opened.notices };
    },
  },
  'case.close': {
    roles: ['case'],
    args: exactly(),
    async run(context) {
      await context.windows.openStartWindow();
      context.window.close();
      return null;
    },
  },
} satisfies Partial<CallHandlers>;
