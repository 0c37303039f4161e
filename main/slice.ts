/**
 * The part of Electron's API that main uses, narrowed to the members it touches. Two providers answer to it: the real
 * `electron` module, and `main/chromium/` over an installed Chromium. Types only; the one value import is in
 * `main/index.ts`. A member that Electron renames or drops no longer satisfies these types: drift is a compile error.
 */
import type * as electron from 'electron';

type Members<T, K extends keyof T> = Pick<T, K>;

export interface AppSlice extends Members<
  electron.App,
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'isPackaged'
  | 'userAgentFallback'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
> {
  readonly commandLine: Members<electron.CommandLine, 'appendSwitch'>;
  on(event: 'window-all-closed', listener: () => void): unknown;
  on(event: 'second-instance', listener: () => void): unknown;
  on(event: 'web-contents-created', listener: (event: unknown, contents: WebContentsSlice) => void): unknown;
}

/** Something that would happen unless the listener prevents it. */
export interface Preventable {
  preventDefault(): void;
}

export interface NavigationEvent extends Preventable {
  readonly url: string;
}

/** The frame a message came from. */
export interface FrameSlice extends Members<electron.WebFrameMain, 'url'> {
  readonly parent: FrameSlice | null;
}

export interface DebuggerSlice extends Members<electron.Debugger, 'attach' | 'detach' | 'isAttached'> {
  sendCommand(method: string, parameters?: unknown): Promise<unknown>;
}

export interface WebContentsSlice extends Members<
  electron.WebContents,
  'id' | 'isDestroyed' | 'printToPDF' | 'executeJavaScript' | 'setWebRTCIPHandlingPolicy'
> {
  readonly mainFrame: FrameSlice;
  readonly debugger: DebuggerSlice;
  /** Page title and address bar know nothing of this: messages go to the preload only. */
  send(channel: string, message: string): void;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: NavigationEvent) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  on(event: 'select-bluetooth-device', listener: (event: Preventable) => void): unknown;
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
}

export interface DownloadSlice extends Members<electron.DownloadItem, 'getFilename' | 'setSavePath' | 'cancel'> {
  once(event: 'done', listener: (event: unknown, state: 'completed' | 'cancelled' | 'interrupted') => void): unknown;
}

export interface SessionSlice extends Members<
  electron.Session,
  'setProxy' | 'enableNetworkEmulation' | 'setSpellCheckerEnabled'
> {
  readonly protocol: {
    handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void;
  };
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, callback: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setDisplayMediaRequestHandler(handler: (request: unknown, callback: (streams: null) => void) => void): void;
  on(
    event: 'will-download',
    listener: (event: Preventable, item: DownloadSlice, contents: WebContentsSlice) => void,
  ): unknown;
  on(
    event: 'select-hid-device' | 'select-serial-port' | 'select-usb-device',
    listener: (event: Preventable) => void,
  ): unknown;
}

/** Web preferences that main sets; every one of them is required, so none can be forgotten. */
export type WebPreferences = Required<
  Members<
    electron.WebPreferences,
    | 'preload'
    | 'nodeIntegration'
    | 'nodeIntegrationInWorker'
    | 'nodeIntegrationInSubFrames'
    | 'contextIsolation'
    | 'sandbox'
    | 'webSecurity'
    | 'allowRunningInsecureContent'
    | 'experimentalFeatures'
    | 'plugins'
    | 'webviewTag'
    | 'navigateOnDragDrop'
    | 'spellcheck'
    | 'devTools'
    | 'backgroundThrottling'
  >
> & {
  /** A session of the slice, under the type that Electron's constructor asks for. */
  readonly session: electron.Session;
};

export type WindowOptions = Required<
  Members<
    electron.BrowserWindowConstructorOptions,
    'width' | 'height' | 'minWidth' | 'minHeight' | 'title' | 'show' | 'autoHideMenuBar' | 'backgroundColor'
  >
> & { readonly webPreferences: WebPreferences };

export interface WindowSlice extends Members<
  electron.BrowserWindow,
  'close' | 'destroy' | 'isDestroyed' | 'show' | 'focus'
> {
  readonly webContents: WebContentsSlice;
  loadURL(url: string): Promise<void>;
  on(event: 'close', listener: (event: Preventable) => void): unknown;
  once(event: 'closed', listener: () => void): unknown;
}

/** The sender of a message and the frame it came from; the frame is null when it is gone. */
export interface MessageEvent {
  readonly sender: Members<WebContentsSlice, 'id'>;
  readonly senderFrame: FrameSlice | null;
}

export interface IpcMainSlice {
  /** Answers `ipcRenderer.invoke`. Arguments and answers are strings (JSON). */
  handle(channel: string, listener: (event: MessageEvent, message: string) => Promise<string>): void;
  on(channel: string, listener: (event: MessageEvent, message: string) => void): unknown;
}

export interface DialogSlice {
  showOpenDialog(options: {
    readonly title: string;
    readonly properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[];
  }): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>;
  showSaveDialog(options: {
    readonly title: string;
    readonly defaultPath: string;
  }): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
}

/** What main needs of its host. */
export interface Slice {
  readonly app: AppSlice;
  readonly BrowserWindow: new (options: WindowOptions) => WindowSlice;
  readonly session: { fromPath(path: string): SessionSlice };
  readonly ipcMain: IpcMainSlice;
  readonly protocol: {
    registerSchemesAsPrivileged(schemes: { readonly scheme: string; readonly privileges: electron.Privileges }[]): void;
  };
  readonly dialog: DialogSlice;
  readonly Menu: { setApplicationMenu(menu: null): void };
}

/** What the preload needs of its host. */
export interface PreloadSlice {
  readonly contextBridge: Members<electron.ContextBridge, 'exposeInMainWorld'>;
  readonly ipcRenderer: {
    invoke(channel: string, message: string): Promise<string>;
    send(channel: string, message: string): void;
    on(channel: string, listener: (event: unknown, message: string) => void): unknown;
  };
  readonly webUtils: Members<electron.WebUtils, 'getPathForFile'>;
}
