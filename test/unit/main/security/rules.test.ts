import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { CONTENT_POLICY, SECURITY_HEADERS } from '../../../../main/security/content-policy.js';
import { confinePages } from '../../../../main/security/navigation.js';
import { closeNetwork, mayRequest } from '../../../../main/security/network.js';
import { denyPermissions } from '../../../../main/security/permissions.js';
import { registerScheme } from '../../../../main/security/scheme.js';
import { restrictEngine } from '../../../../main/security/switches.js';
import { windowOptions } from '../../../../main/security/window-options.js';
import type { AppSlice, SessionSlice } from '../../../../main/slice.js';

describe('content policy', () => {
  test('starts from nothing and names only ourselves', () => {
    const directives = CONTENT_POLICY.split('; ');
    expect(directives[0]).toBe("default-src 'none'");
    expect(CONTENT_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
    expect(directives).toContain("require-trusted-types-for 'script'");
    expect(directives).toContain("worker-src 'self'");
  });

  test('no power of the web platform is left on', () => {
    expect(SECURITY_HEADERS['permissions-policy']?.split(', ').every((power) => power.endsWith('=()'))).toBe(true);
  });
});

describe('windows', () => {
  const options = windowOptions({
    session: {} as SessionSlice,
    preload: '/p.cjs',
    title: 't',
    show: true,
    packaged: true,
  });

  test('have every protection on', () => {
    expect(options.webPreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
      preload: '/p.cjs',
    });
  });
});

describe('network', () => {
  test.each(['app://exhibit/index.html', 'data:image/png;base64,AA==', 'blob:app://exhibit/1'])(
    '%s may be asked for',
    (url) => {
      expect(mayRequest(url)).toBe(true);
    },
  );

  test.each([
    'https://example.org/',
    'http://127.0.0.1:9/',
    'ws://127.0.0.1/',
    'file:///etc/hostname',
    'app://evil/index.html',
    'chrome://version/',
    'ftp://x/',
    'not an address',
  ])('%s may not', (url) => {
    expect(mayRequest(url)).toBe(false);
  });

  test('a session gets all three walls', async () => {
    const calls: string[] = [];
    let listener: Parameters<SessionSlice['webRequest']['onBeforeRequest']>[0] | undefined;
    const session = {
      webRequest: { onBeforeRequest: (one: typeof listener) => (listener = one) },
      protocol: { handle: (scheme: string) => calls.push(scheme) },
      setProxy: async ({ proxyRules }: { proxyRules: string }) => calls.push(proxyRules),
      enableNetworkEmulation: ({ offline }: { offline: boolean }) => calls.push(`offline ${offline}`),
      setSpellCheckerEnabled: (on: boolean) => calls.push(`spell checker ${on}`),
    } as unknown as SessionSlice;
    await closeNetwork(session, async () => new Response());
    expect(calls).toEqual(['app', 'http', 'https', '127.0.0.1:9', 'offline true', 'spell checker false']);
    const cancelled = (url: string) => {
      let answered: boolean | undefined;
      listener?.({ url }, ({ cancel }) => (answered = cancel));
      return answered;
    };
    expect([cancelled('https://example.org/'), cancelled('app://exhibit/index.html')]).toEqual([true, false]);
  });
});

describe('permissions', () => {
  test('every handler says no', () => {
    const answers: unknown[] = [];
    const prevented: string[] = [];
    const session = {
      setPermissionRequestHandler: (ask: (...args: unknown[]) => void) =>
        ask(null, 'geolocation', (granted: boolean) => answers.push(granted)),
      setPermissionCheckHandler: (ask: (...args: unknown[]) => boolean) => answers.push(ask(null, 'geolocation')),
      setDevicePermissionHandler: (ask: () => boolean) => answers.push(ask()),
      setDisplayMediaRequestHandler: (ask: (...args: unknown[]) => void) =>
        ask({}, (streams: unknown) => answers.push(streams)),
      on: (event: string, choose: (choice: unknown) => void) => choose({ preventDefault: () => prevented.push(event) }),
    } as unknown as SessionSlice;
    denyPermissions(session);
    expect(answers).toEqual([false, false, false, null]);
    expect(prevented).toEqual(['select-hid-device', 'select-serial-port', 'select-usb-device']);
  });
});

class Contents extends EventEmitter {
  readonly answers: unknown[] = [];
  setWindowOpenHandler(handler: () => unknown): void {
    this.answers.push(handler());
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.answers.push(policy);
  }
  /** Whether a listener prevented the event. */
  prevents(event: string, url = ''): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) });
    return prevented;
  }
}

describe('pages', () => {
  test('stay where they are', () => {
    const app = new EventEmitter();
    const contents = new Contents();
    confinePages(app as unknown as AppSlice);
    app.emit('web-contents-created', {}, contents);
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(contents.prevents(event, 'https://example.org/')).toBe(true);
      expect(contents.prevents(event, 'data:text/html,x')).toBe(true);
      expect(contents.prevents(event, 'app://exhibit/index.html')).toBe(false);
    }
    expect(contents.prevents('will-attach-webview')).toBe(true);
    expect(contents.prevents('select-bluetooth-device')).toBe(true);
    expect(contents.answers).toEqual([{ action: 'deny' }, 'disable_non_proxied_udp']);
  });
});

describe('engine', () => {
  test('is sandboxed and cut off before it is ready', () => {
    const switches: string[] = [];
    let sandboxed = false;
    restrictEngine({
      enableSandbox: () => (sandboxed = true),
      commandLine: { appendSwitch: (name: string, value = '') => switches.push(`${name}=${value}`) },
    } as unknown as AppSlice);
    expect(sandboxed).toBe(true);
    expect(switches).toContain('host-resolver-rules=MAP * ~NOTFOUND');
    // Chrome reads the value from one switch, headless shells from the other: without it datagrams leave.
    expect(switches).toContain('webrtc-ip-handling-policy=disable_non_proxied_udp');
    expect(switches).toContain('force-webrtc-ip-handling-policy=disable_non_proxied_udp');
  });

  test('gives our scheme no way around the policy', () => {
    const registered: unknown[] = [];
    registerScheme({
      registerSchemesAsPrivileged: (schemes: unknown) => registered.push(schemes),
    });
    expect(registered).toEqual([
      [
        {
          scheme: 'app',
          privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
        },
      ],
    ]);
  });
});
