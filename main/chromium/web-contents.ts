import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PrintToPDFOptions } from 'electron';
import type { CDPSession, Page } from 'playwright-core';
import type { DebuggerSlice, FrameSlice, WebContentsSlice } from '../slice.js';
import { BINDING, deliver, dispatch, ISOLATED_WORLD } from './ipc.js';
import { toHostUrl, toPageUrl } from './origin.js';

/** A page and the CDP session over which everything but its routing goes. */
export interface Attached {
  readonly page: Page;
  readonly cdp: CDPSession;
}

const PAGE_SCRIPTS = fileURLToPath(new URL('./page/', import.meta.url));

async function preloadSource(preload: string): Promise<string> {
  const [isolated, source] = await Promise.all([
    readFile(`${PAGE_SCRIPTS}isolated-world.js`, 'utf8'),
    readFile(preload, 'utf8'),
  ]);
  // As in Electron, the preload is a CommonJS script of the main frame that may require only 'electron'.
  return `if (window === window.top) {\n${isolated}\n(function (require, module, exports) {\n${source}\n})((name) => { if (name !== 'electron') throw new Error('not available: ' + name); return exhibitElectron; }, { exports: {} }, {});\n}`;
}

async function streamOf(cdp: CDPSession, handle: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (;;) {
    const part = await cdp.send('IO.read', { handle, size: 1 << 20 });
    parts.push(Buffer.from(part.data, part.base64Encoded === true ? 'base64' : 'utf8'));
    if (part.eof) break;
  }
  await cdp.send('IO.close', { handle });
  return Buffer.concat(parts);
}

class PageDebugger implements DebuggerSlice {
  #attached = false;

  constructor(private readonly attachedPage: () => Promise<Attached>) {}

  attach(): void {
    this.#attached = true;
  }

  detach(): void {
    this.#attached = false;
  }

  isAttached(): boolean {
    return this.#attached;
  }

  async sendCommand(method: string, parameters?: unknown): Promise<unknown> {
    if (!this.#attached) throw new Error('No target available');
    const { cdp } = await this.attachedPage();
    return cdp.send(method as Parameters<CDPSession['send']>[0], parameters as never);
  }
}

/** What a script threw, without name and stack: as Electron hands it over. */
function thrownMessage(details: {
  readonly text: string;
  readonly exception?: { readonly description?: string };
}): string {
  const description = details.exception?.description ?? details.text;
  return (description.split('\n')[0] ?? description).replace(/^(?:[A-Z]\w*)?Error: /, '');
}

let lastId = 0;

/** Electron's `WebContents` over a page of an installed Chromium. */
export class ChromiumWebContents extends EventEmitter implements WebContentsSlice {
  readonly id = ++lastId;
  readonly debugger: DebuggerSlice = new PageDebugger(() => this.attached);
  readonly attached: Promise<Attached>;
  #page: Page | null = null;
  #context: number | null = null;
  #destroyed = false;
  /** The address main itself loads: not a navigation of the page. */
  #loading: string | null = null;

  /** @param open makes the page; the preload runs in it from the first document on */
  constructor(open: (contents: ChromiumWebContents) => Promise<Page>, preload: string) {
    super();
    this.attached = this.#attach(open, preload);
    this.attached.catch(() => undefined);
  }

  get mainFrame(): FrameSlice {
    return { url: toHostUrl(this.#page?.url() ?? ''), parent: null };
  }

  async #attach(open: (contents: ChromiumWebContents) => Promise<Page>, preload: string): Promise<Attached> {
    const page = await open(this);
    this.#page = page;
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed' }));
    page.on('close', () => this.markDestroyed());
    const cdp = await page.context().newCDPSession(page);
    this.#listen(cdp);
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    const [pageWorld, isolatedWorld] = await Promise.all([
      readFile(`${PAGE_SCRIPTS}page-world.js`, 'utf8'),
      preloadSource(preload),
    ]);
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorld });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: isolatedWorld, worldName: ISOLATED_WORLD });
    return { page, cdp };
  }

  #listen(cdp: CDPSession): void {
    let mainFrame = '';
    void cdp.send('Page.getFrameTree').then(({ frameTree }) => (mainFrame = frameTree.frame.id));
    const frames = new Map<number, string>();
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const frame = (context.auxData as { readonly frameId?: string } | undefined)?.frameId ?? '';
      if (context.name !== ISOLATED_WORLD) return;
      frames.set(context.id, frame);
      if (frame === mainFrame) this.#context = context.id;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      frames.delete(executionContextId);
      if (this.#context === executionContextId) this.#context = null;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return;
      const ofMainFrame = executionContextId === this.#context && frames.get(executionContextId) === mainFrame;
      const event = { sender: this, senderFrame: ofMainFrame ? this.mainFrame : null };
      dispatch(cdp, executionContextId, event, payload).catch((error: unknown) => this.emit('ipc-error', error));
    });
  }

  async load(url: string): Promise<void> {
    const { page } = await this.attached;
    this.#loading = toPageUrl(url);
    try {
      await page.goto(this.#loading, { waitUntil: 'load' });
    } finally {
      this.#loading = null;
    }
  }

  /** Asks main's rules about a navigation that the page started. */
  allowsNavigation(url: string, mainFrame: boolean): boolean {
    if (url === this.#loading) return true;
    let prevented = false;
    const event = { url: toHostUrl(url), preventDefault: () => (prevented = true) };
    this.emit('will-frame-navigate', event);
    if (mainFrame) this.emit('will-navigate', event);
    return !prevented;
  }

  markDestroyed(): void {
    this.#destroyed = true;
    this.#context = null;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  send(channel: string, message: string): void {
    const contextId = this.#context;
    if (contextId === null) return;
    void this.attached.then(({ cdp }) => deliver(cdp, contextId, channel, message));
  }

  /** Popups are closed in any case (`ChromiumSession`): the only answer the slice allows. */
  setWindowOpenHandler(): void {}

  /** The policy is the launch switch `webrtc-ip-handling-policy`. */
  setWebRTCIPHandlingPolicy(): void {}

  async executeJavaScript(code: string): Promise<unknown> {
    const { cdp } = await this.attached;
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression: code,
      // Code from here must not lend the page what its policy denies.
      allowUnsafeEvalBlockedByCSP: false,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(thrownMessage(exceptionDetails));
    return result.value;
  }

  async printToPDF(options: PrintToPDFOptions): Promise<Buffer> {
    const { cdp } = await this.attached;
    const { printBackground, preferCSSPageSize, generateTaggedPDF, generateDocumentOutline } = options;
    const { stream } = await cdp.send('Page.printToPDF', {
      ...(printBackground === undefined ? {} : { printBackground }),
      ...(preferCSSPageSize === undefined ? {} : { preferCSSPageSize }),
      ...(generateTaggedPDF === undefined ? {} : { generateTaggedPDF }),
      ...(generateDocumentOutline === undefined ? {} : { generateDocumentOutline }),
      transferMode: 'ReturnAsStream',
    });
    if (stream === undefined) throw new Error('The browser printed no stream.');
    return streamOf(cdp, stream);
  }
}
