import type { DebuggerSlice } from '../../slice.js';
import { listEvidence } from '../../services/list-evidence.js';
import { caseOf } from '../case-of.js';
import type { Dialogs, WindowContext } from '../context.js';
import { BridgeFailure } from '../failure.js';
import type { PickToken } from '../contract.js';
import { exactly, oneOf, text, type Guard } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { MAX_PATH_LENGTH, typedPath } from '../typed-path.js';

/** The page's hidden input that receives evidence. */
const FILE_INPUT = '#exhibit-files';

const isToken: Guard<PickToken> = (value): value is PickToken => text(100)(value);

function dialogsOf(context: WindowContext): Dialogs {
  if (context.dialogs === null) throw new BridgeFailure('not-allowed', 'This host has no dialogs: type the path.');
  return context.dialogs;
}

async function setFiles(debug: DebuggerSlice, paths: readonly string[]): Promise<void> {
  const { root } = (await debug.sendCommand('DOM.getDocument', { depth: 0 })) as {
    readonly root: { readonly nodeId: number };
  };
  const { nodeId } = (await debug.sendCommand('DOM.querySelector', { nodeId: root.nodeId, selector: FILE_INPUT })) as {
    readonly nodeId: number;
  };
  if (nodeId === 0) throw new BridgeFailure('not-found', `The page has no ${FILE_INPUT}.`);
  await debug.sendCommand('DOM.setFileInputFiles', { nodeId, files: paths });
}

/** Attaches files by path: bytes never cross the bridge, and the page never learns the path. */
async function attachFiles(context: WindowContext, paths: readonly string[]): Promise<void> {
  const debug = context.window.webContents.debugger;
  debug.attach('1.3');
  try {
    await setFiles(debug, paths);
  } finally {
    debug.detach();
  }
}

/** What a person picks, and the way of its bytes into the page. */
export const pickHandlers = {
  'case.pickFolder': {
    roles: ['start', 'case'],
    args: exactly(),
    run: (context) => dialogsOf(context).pickFolder('Case folder'),
  },
  'evidence.pick': {
    // The start window checks reports.
    roles: ['start', 'case'],
    args: exactly(oneOf('files', 'folder')),
    async run(context, kind) {
      const paths = await dialogsOf(context).pickEvidence(kind);
      return paths === null ? null : context.picks.issue(paths);
    },
  },
  'evidence.pickPath': {
    roles: ['start', 'case'],
    args: exactly(text(MAX_PATH_LENGTH)),
    async run(context, typed) {
      // Where dialogs exist, only what was picked in one is honoured.
      if (context.dialogs !== null) throw new BridgeFailure('not-allowed', 'Pick the evidence in the dialog.');
      return context.picks.issue([typedPath(typed)]);
    },
  },
  'evidence.attachPick': {
    roles: ['case'],
    args: exactly(isToken),
    async run(context, token) {
      const paths = context.picks.redeem(token);
      const listings = await Promise.all(paths.map((path) => listEvidence(path)));
      if (listings.length !== 1 || listings[0]?.kind !== 'file')
        throw new BridgeFailure('bad-arguments', 'Choose one file.');
      await attachFiles(context, paths);
      return null;
    },
  },
  'evidence.attach': {
    roles: ['case', 'headless'],
    args: exactly(text(200)),
    async run(context, number) {
      const paths = await caseOf(context).evidencePaths(number);
      await attachFiles(context, paths);
      return { files: paths.length };
    },
  },
} satisfies Partial<CallHandlers>;
