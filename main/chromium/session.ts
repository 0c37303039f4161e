import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { BrowserContext, Download, Page, Route } from 'playwright-core';
import { OWN_SCHEME } from '../security/own-url.js';
import type { SessionSlice } from '../slice.js';
import type { Browser } from './browser/find-browser.js';
import { launch } from './browser/launch.js';
import { ChromiumDownload } from './download.js';
import { PAGE_ORIGIN, toHostUrl } from './origin.js';
import { denyPermissions } from './permissions.js';
import type { ChromiumWebContents } from './web-contents.js';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type RequestListener = Parameters<SessionSlice['webRequest']['onBeforeRequest']>[0];
type CheckHandler = Parameters<SessionSlice['setPermissionCheckHandler']>[0];

/** What a session needs to know of the process it runs in. */
export interface SessionHost {
  browser(): Promise<Browser>;
  switches(): readonly string[];
}

/** Electron's `Session` as one browser profile folder and, while it has windows, one Chromium process. */
export class ChromiumSession extends EventEmitter implements SessionSlice {
  #launched: Promise<BrowserContext> | null = null;
  readonly #handlers = new Map<string, ProtocolHandler>();
  #onBeforeRequest: RequestListener | null = null;
  #permissionCheck: CheckHandler = () => false;
  #proxyRules = '';
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

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#permissionCheck = handler;
  }

  /** Chromium asks nobody: what the check handler refuses is denied in the profile before the first page. */
  setPermissionRequestHandler(): void {}

  /** Device choosers need a person's click in the browser's own window; without a permission they do not open. */
  setDevicePermissionHandler(): void {}

  /** Screen capture is among the denied permissions. */
  setDisplayMediaRequestHandler(): void {}

  /** Dictionaries are fetched by background networking, which is off, through a proxy that does not exist. */
  setSpellCheckerEnabled(): void {}

  /** Every request is answered from disk or refused before the network stack sees it; emulation would add nothing. */
  enableNetworkEmulation(): void {}

  async setProxy(config: { proxyRules?: string }): Promise<void> {
    this.#proxyRules = config.proxyRules ?? '';
  }

  /** Opens a page. The first visible one decides that the browser runs with a window. */
  openPage(contents: ChromiumWebContents, visible: boolean, title: string): Promise<Page> {
    const opened = this.#opening.then(async () => {
      this.#launched ??= this.#launch(visible, title);
      const context = await this.#launched;
      const page = this.#firstPage ?? (await context.newPage());
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

  async #launch(visible: boolean, title: string): Promise<BrowserContext> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const proxy = this.#proxyRules === '' ? [] : [`--proxy-server=${this.#proxyRules}`];
    const context = await launch(await this.host.browser(), {
      folder: this.folder,
      visible,
      title,
      switches: [...this.host.switches(), ...proxy],
    });
    await context.route(
      () => true,
      (route) => this.#route(route),
    );
    context.on('close', () => this.#contextClosed(context));
    context.on('page', (page) => void this.#closePopup(page));
    this.#firstPage = context.pages()[0] ?? null;
    if (this.#firstPage !== null) await denyPermissions(this.#firstPage, (name) => this.#permissionCheck(null, name));
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
    const own = URL.canParse(url) && new URL(url).origin === PAGE_ORIGIN;
    const handler = this.#handlers.get(OWN_SCHEME);
    if (!own || (await this.#cancels(url)) || handler === undefined) return route.abort('blockedbyclient');
    const response = await handler(new Request(toHostUrl(url), { method: request.method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #allowsNavigation(route: Route): boolean {
    const request = route.request();
    const frame = request.frame();
    const url = request.url();
    const contents = this.#contents.get(frame.page());
    const own = URL.canParse(url) && new URL(url).origin === PAGE_ORIGIN;
    return (contents?.allowsNavigation(url, frame.parentFrame() === null) ?? false) && own;
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
