/** Boot: one call per step, in the order in which the engine wants them. The one value import of the host is here. */
import * as electron from 'electron';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hearDrops } from './bridge/drops.js';
import { openDoor } from './bridge/handle.js';
import { handlers } from './bridge/handlers.js';
import { confinePages } from './security/navigation.js';
import { registerScheme } from './security/scheme.js';
import { restrictEngine } from './security/switches.js';
import { userDataFolder } from './services/user-data.js';
import type { Slice } from './slice.js';
import { start } from './start.js';
import { ExhibitWindows } from './windows.js';

const host: Slice = electron;
const built = dirname(fileURLToPath(import.meta.url));
const windows = new ExhibitWindows(host, {
  pages: join(built, '..', 'renderer'),
  preload: join(built, 'preload', 'preload.cjs'),
});

host.app.setPath('userData', userDataFolder());
restrictEngine(host.app);
registerScheme(host.protocol);
confinePages(host.app);
host.Menu.setApplicationMenu(null);
openDoor(host.ipcMain, handlers, windows.contextOf);
hearDrops(host.ipcMain, windows.contextOf);
void start(host, windows);
