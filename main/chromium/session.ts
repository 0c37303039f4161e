import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { BrowserContext, Download, Frame, Page, Request as PageRequest, Route } from 'playwright-core';
import { OWN_SCHEME } from '../security/own-url.js';
import type { SessionSlice } from '../slice.js';
import type { Browser } from './browser/find-browser.js';
import { launch, type WindowLook } from './browser/launch.js';
import { ChromiumDownload } from './download.js';
import { PAGE_ORIGIN, toHostUrl } from './origin.js';
import type { ChromiumWebContents } from './web-contents.js';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type RequestListener = Parameters<SessionSlice['webRequest']['onBeforeRequest']>[0];

/**
 * Rejects every permission of our pages but durable storage: the case database must not be evicted. The session stays
 * attached, for the browser forgets the answer with it.
 */
async function denyPermissions(context: BrowserContext): Promise<void> {
  const page = context.pages()[0];
  if (page === undefined) throw new Error('The browser opened no page.');
  const cdp = await context.newCDPSession(page);
  await cdp.send('Browser.grantPermissions', { origin: PAGE_ORIGIN, permissions: ['durableStorage'] });
}

/** Beyond any screen: such a window draws as if it were seen, which a minimised one does not. */
const OFF_SCREEN = { left: -4000, top: -4000, width: 1000, height: 800 } as const;

/** What a session needs to know of the process it runs in. */
export interface SessionHost {
  browser(): Promise<Browser>;
  switches(): readonly string[];
}

function isOfPages(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === PAGE_ORIGIN;
}

/** The frame of a navigation; a page that is just being opened, a popup, has none yet. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

/** Electron's `Session` as one browser profile folder and, while it has windows, one Chromium process. */
export class ChromiumSession extends EventEmitter implements SessionSlice {
  #launched: Promise<BrowserContext> | null = null;
  readonly #handlers = new Map<string, ProtocolHandler>();
  #onBeforeRequest: RequestListener | null = null;
  #proxySwitches: readonly string[] = [];
  #windowed = false;
  readonly #contents = new Map<Page, ChromiumWebContents>();
  #opening: Promise<unknown> = Promise.resolve();
  #firstPage: Page | null = null;

  constructor(
    readonly folder: string,
    private readonly host: SessionHost,
  ) {
    super();
  }

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      this.#handlers.set(scheme, handler);
    },
  };

  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener): void => {
      this.#onBeforeRequest = listener;
    },
  };

  /** The four handlers can only deny (`denyPermissions` in main): the browser is told so once, at its start. */
  setPermissionRequestHandler(): void {}

  setPermissionCheckHandler(): void {}

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  /** Dictionaries are fetched by background networking, which is off, through a proxy that does not exist. */
  setSpellCheckerEnabled(): void {}

  /** Every request is answered from disk or refused before the network stack sees it; emulation would add nothing. */
  enableNetworkEmulation(): void {}

  async setProxy(config: { proxyRules?: string; proxyBypassRules?: string }): Promise<void> {
    const { proxyRules = '', proxyBypassRules = '' } = config;
    this.#proxySwitches = [`--proxy-server=${proxyRules}`, `--proxy-bypass-list=${proxyBypassRules}`];
  }

  /** Opens a page. The first visible one decides that the browser runs with a window. */
  openPage(contents: ChromiumWebContents, look: WindowLook): Promise<Page> {
    const opened = this.#opening.then(async () => {
      this.#launched ??= this.#launch(look);
      const context = await this.#launched;
      const page = this.#firstPage ?? (look.show ? await context.newPage() : await this.#openHidden(context));
      this.#firstPage = null;
      this.#contents.set(page, contents);
      page.on('close', () => this.#closed(page));
      page.on('download', (download) => void this.#download(download, contents));
      return page;
    });
    this.#opening = opened.catch(() => undefined);
    return opened;
  }

  /** Ends the browser process. */
  async end(): Promise<void> {
    const launched = this.#launched;
    this.#launched = null;
    const context = await launched?.catch(() => null);
    await context?.close().catch(() => undefined);
  }

  /** A page beside a visible one: a window of the browser, with its tabs and all, so it is put where nobody sees it. */
  async #openHidden(context: BrowserContext): Promise<Page> {
    const [beside] = this.#contents.keys();
    if (!this.#windowed || beside === undefined) return context.newPage();
    const cdp = await context.newCDPSession(beside);
    const opened = context.waitForEvent('page', async (page) => (await page.opener()) === null);
    await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, background: true, ...OFF_SCREEN });
    await cdp.detach();
    return opened;
  }

  async #launch(look: WindowLook): Promise<BrowserContext> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.#windowed = look.show && process.env['EXHIBIT_HEADLESS'] !== '1';
    const context = await launch(await this.host.browser(), {
      folder: this.folder,
      window: this.#windowed ? look : null,
      switches: [...this.host.switches(), ...this.#proxySwitches],
    });
    await context.route(
      () => true,
      (route) => this.#route(route),
    );
    context.on('close', () => this.#contextClosed(context));
    context.on('page', (page) => void this.#closePopup(page));
    this.#firstPage = context.pages()[0] ?? null;
    await denyPermissions(context);
    return context;
  }

  #contextClosed(context: BrowserContext): void {
    void this.#launched?.then((current) => {
      if (current === context) this.#launched = null;
    });
    for (const page of this.#contents.keys()) this.#contents.get(page)?.markDestroyed();
    this.#contents.clear();
  }

  /** The last page takes its browser process along. */
  #closed(page: Page): void {
    this.#contents.delete(page);
    if (this.#contents.size === 0) void this.end();
  }

  async #closePopup(page: Page): Promise<void> {
    await this.#opening;
    if (!this.#contents.has(page) && page !== this.#firstPage) await page.close().catch(() => undefined);
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url();
    if (request.isNavigationRequest() && !this.#allowsNavigation(route)) {
      // Aborting would put an error page in the place of the application; "no content" leaves it standing.
      return route.fulfill({ status: 204 });
    }
    const handler = this.#handlers.get(OWN_SCHEME);
    if (!isOfPages(url) || (await this.#cancels(url)) || handler === undefined) return route.abort('blockedbyclient');
    const response = await handler(new Request(toHostUrl(url), { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #allowsNavigation(route: Route): boolean {
    const request = route.request();
    const frame = frameOf(request);
    const contents = frame === null ? undefined : this.#contents.get(frame.page());
    if (frame === null || contents === undefined || !isOfPages(request.url())) return false;
    return contents.allowsNavigation(request.url(), frame.parentFrame() === null);
  }

  #cancels(url: string): Promise<boolean> {
    const listener = this.#onBeforeRequest;
    if (listener === null) return Promise.resolve(false);
    return new Promise((resolve) => listener({ url: toHostUrl(url) }, ({ cancel }) => resolve(cancel)));
  }

  async #download(download: Download, contents: ChromiumWebContents): Promise<void> {
    const item = new ChromiumDownload(download);
    let prevented = false;
    this.emit('will-download', { preventDefault: () => (prevented = true) }, item, contents);
    if (prevented) item.cancel();
    await item.finish();
  }
}
