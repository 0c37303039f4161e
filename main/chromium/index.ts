/** The stand-in for the `electron` module: the same slice over an installed Chromium. The build aliases `electron` to this. */
import type { Slice } from '../slice.js';
import { sessionHost } from './app.js';
import { sessionFromPath } from './sessions.js';
import { ChromiumWindow } from './window.js';

export { app } from './app.js';
export { ipcMain } from './ipc.js';

export const BrowserWindow: Slice['BrowserWindow'] = ChromiumWindow;

export const session: Slice['session'] = { fromPath: (folder) => sessionFromPath(folder, sessionHost) };

/** The stand-in's scheme is https, which has every privilege already. */
export const protocol: Slice['protocol'] = { registerSchemesAsPrivileged() {} };

function noDialog(): never {
  throw new Error('This host has no native dialogs; the page shows a path field.');
}

export const dialog: Slice['dialog'] = { showOpenDialog: noDialog, showSaveDialog: noDialog };

/** An application window of Chromium has no menu. */
export const Menu: Slice['Menu'] = { setApplicationMenu() {} };
