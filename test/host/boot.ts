import * as electron from 'electron';
import { fileURLToPath } from 'node:url';
import { hearDrops } from '../../main/bridge/drops.js';
import { openDoor, type CallHandlers } from '../../main/bridge/handle.js';
import { hostHandlers } from '../../main/bridge/handlers/host.js';
import { pickHandlers } from '../../main/bridge/handlers/picks.js';
import { reportHandlers } from '../../main/bridge/handlers/report.js';
import { confinePages } from '../../main/security/navigation.js';
import { registerScheme } from '../../main/security/scheme.js';
import { restrictEngine } from '../../main/security/switches.js';
import type { Slice, WebContentsSlice } from '../../main/slice.js';
import { ExhibitWindows } from '../../main/windows.js';

export const host: Slice = electron;

/** The program's own boot with the check's pages and only those calls that need no case on disk. */
export function boot(userData: string): { readonly windows: ExhibitWindows; readonly contents: WebContentsSlice[] } {
  const windows = new ExhibitWindows(host, {
    pages: fileURLToPath(new URL('./pages/', import.meta.url)),
    preload: fileURLToPath(new URL('./preload/preload.cjs', import.meta.url)),
  });
  const contents: WebContentsSlice[] = [];
  host.app.on('web-contents-created', (_event, made) => contents.push(made));
  host.app.setPath('userData', userData);
  restrictEngine(host.app);
  registerScheme(host.protocol);
  confinePages(host.app);
  const handlers: Partial<CallHandlers> = { ...hostHandlers, ...pickHandlers, ...reportHandlers };
  openDoor(host.ipcMain, handlers as CallHandlers, windows.contextOf);
  hearDrops(host.ipcMain, windows.contextOf);
  return { windows, contents };
}
