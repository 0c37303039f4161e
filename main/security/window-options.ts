import type * as electron from 'electron';
import type { SessionSlice, WindowOptions } from '../slice.js';

/** The only window options of the program. `devTools` is for checkouts; a packaged program has none. */
export function windowOptions(of: {
  readonly session: SessionSlice;
  readonly preload: string;
  readonly title: string;
  readonly show: boolean;
  readonly packaged: boolean;
}): WindowOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    title: of.title,
    show: of.show,
    autoHideMenuBar: true,
    backgroundColor: '#16181d',
    webPreferences: {
      session: of.session as electron.Session,
      preload: of.preload,
      nodeIntegration: false, // checklist item 2
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true, // item 3
      sandbox: true, // item 4
      webSecurity: true, // item 6
      allowRunningInsecureContent: false, // item 8
      experimentalFeatures: false, // item 9
      plugins: false, // item 10: no blink features, no plugins
      webviewTag: false, // item 11
      navigateOnDragDrop: false, // item 13: evidence is dropped here
      spellcheck: false,
      devTools: !of.packaged,
      // Imports and headless runs go on while the window is hidden.
      backgroundThrottling: false,
    },
  };
}
