import { sendEvent } from '../events.js';
import type { IpcMainSlice } from '../slice.js';
import { DROP_CHANNEL } from './channels.js';
import { contextOfSender, type FindContext } from './handle.js';
import { list, text } from './guards.js';

const MAX_DROPPED = 1000;
const isPaths = list(text(32_768), MAX_DROPPED);

function parsePaths(message: unknown): readonly string[] | null {
  try {
    const paths: unknown = typeof message === 'string' ? JSON.parse(message) : null;
    // An empty path is a file that is not on disk: text dragged out of a page.
    return isPaths(paths) ? paths.filter((path) => path !== '') : null;
  } catch {
    return null;
  }
}

/** Makes tokens of what was dropped on case windows and tells the page; anything else is not answered. */
export function hearDrops(ipcMain: IpcMainSlice, findContext: FindContext): void {
  ipcMain.on(DROP_CHANNEL, (event, message) => {
    const context = contextOfSender(event, findContext);
    const paths = parsePaths(message);
    if (context === null || context.info.role !== 'case' || paths === null || paths.length === 0) return;
    context.picks.issue(paths).then(
      (picked) => sendEvent(context.window.webContents, 'evidence.dropped', picked),
      // What vanished between drop and look is not there to be received.
      () => undefined,
    );
  });
}
