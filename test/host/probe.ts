import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CollectedDownloads } from '../../main/downloads.js';
import { isOwnUrl } from '../../main/security/own-url.js';
import type { Slice, WebContentsSlice } from '../../main/slice.js';
import type { ExhibitWindows } from '../../main/windows.js';
import { notRefused, tryToLeave } from '../support/ways-out.js';
import { evaluate } from './evaluate.js';

export interface CheckResult {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: unknown;
}

interface Probe {
  readonly host: Slice;
  readonly windows: ExhibitWindows;
  readonly page: WebContentsSlice;
  readonly contents: readonly WebContentsSlice[];
  readonly folder: string;
  /** First a large file, then a folder's files. */
  readonly evidence: readonly string[];
}

type Check = (probe: Probe) => Promise<Omit<CheckResult, 'check'>>;

function same(found: unknown, wanted: unknown): Omit<CheckResult, 'check'> {
  return { ok: JSON.stringify(found) === JSON.stringify(wanted), detail: found };
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function until<T>(look: () => Promise<T | null>, ms: number): Promise<T | null> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== null || Date.now() > end) return found;
    await wait(20);
  }
}

/** A port on this machine, TCP and UDP, that counts who comes: what a page could reach if anything let it out. */
async function listener(): Promise<{
  readonly port: number;
  readonly count: () => number;
  readonly close: () => void;
}> {
  let count = 0;
  const streams = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  streams.listen(0, '127.0.0.1');
  await once(streams, 'listening');
  const { port } = streams.address() as AddressInfo;
  const datagrams = createSocket('udp4', () => (count += 1));
  datagrams.bind(port, '127.0.0.1');
  await once(datagrams, 'listening');
  const close = (): void => {
    streams.close();
    datagrams.close();
  };
  return { port, count: () => count, close };
}

async function drop(page: WebContentsSlice, files: readonly string[]): Promise<void> {
  page.debugger.attach('1.3');
  try {
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) {
      await page.debugger.sendCommand('Input.dispatchDragEvent', { type, x: 200, y: 200, data });
    }
  } finally {
    page.debugger.detach();
  }
}

const CHECKS: Readonly<Record<string, Check>> = {
  'the page sees neither binding nor Node': async ({ page }) => same(await evaluate(page)('globals'), []),
  'the bridge is one frozen object of two functions': async ({ page }) =>
    same(await evaluate(page)('bridge'), { frozen: true, keys: ['call', 'on'] }),
  'secure, cross-origin isolated, durable storage': async ({ page }) => {
    const found = await evaluate(page)('context');
    return { ok: found.secure && found.isolated && found.digest === 32 && found.persisted, detail: found };
  },
  'the door answers, and refuses': async ({ page }) => {
    const check = evaluate(page);
    const answers = [
      await check('call', 'host.info'),
      await check('call', 'host.info', 'too much'),
      await check('call', 'no.such'),
      await check('call', 'constructor'),
      await check('call', 'evidence.attach', 7),
    ] as readonly { readonly ok: boolean; readonly error?: { readonly code: string } }[];
    return same(
      answers.map(({ ok, error }) => error?.code ?? ok),
      [true, 'bad-arguments', 'bad-arguments', 'bad-arguments', 'bad-arguments'],
    );
  },
  'a call takes less than 25 ms at the median': async ({ page }) => {
    const found = await evaluate(page)('latency', 200);
    return { ok: (found.p50 ?? Infinity) < 25, detail: found };
  },
  'files are attached by path and read': async ({ page, evidence }) => {
    const found = await evaluate(page)('attach');
    const bytes = (await Promise.all(evidence.map((path) => stat(path)))).reduce((sum, { size }) => sum + size, 0);
    return { ok: found.files === evidence.length && found.bytes === bytes, detail: { ...found, expected: bytes } };
  },
  'dropped file and folder arrive as a token': async ({ page, folder, evidence }) => {
    await drop(page, [evidence[0] ?? '', join(folder, 'dropped')]);
    const picked = await until(async () => (await evaluate(page)('dropped'))[0] ?? null, 5000);
    const kinds = picked?.entries.map(({ kind }) => kind) ?? [];
    const showsPath = JSON.stringify(picked).includes(folder);
    return { ok: JSON.stringify(kinds) === '["file","folder"]' && !showsPath, detail: picked };
  },
  'a blob goes to the announced file': async ({ page, windows, folder }) => {
    const context = windows.contextOf(page.id);
    const bytes = 64 * 1024 * 1024;
    const startedAt = performance.now();
    await evaluate(page)('download', bytes, true);
    await context?.downloads.settled();
    const seconds = (performance.now() - startedAt) / 1000;
    const path = join(folder, 'reports', 'blob.bin');
    const wanted = createHash('sha256').update(Buffer.alloc(bytes, 7)).digest('hex');
    return { ok: (await sha256(path)) === wanted, detail: { megabytesPerSecond: bytes / 1e6 / seconds } };
  },
  'a blob nobody announced goes nowhere': async ({ page, folder }) => {
    await evaluate(page)('download', 1024 * 1024, false);
    await wait(500);
    const second = await stat(join(folder, 'reports', 'blob-2.bin')).catch(() => null);
    return { ok: second === null && isOwnUrl(page.mainFrame.url), detail: page.mainFrame.url };
  },
  'a hidden page prints tagged, with outline, and hands out attachments': async ({ page, windows, folder }) => {
    const context = windows.contextOf(page.id);
    if (context === null) return { ok: false, detail: 'no window' };
    const downloads = new CollectedDownloads(['first.txt', 'second.txt'], (name) => join(folder, name));
    const window = await windows.openPrintWindow(context, downloads, null);
    await downloads.complete();
    const pdf = await window.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    window.destroy();
    const text = pdf.toString('latin1');
    const found = {
      pdf: text.startsWith('%PDF-'),
      tagged: text.includes('/StructTreeRoot') && text.includes('/MarkInfo'),
      outline: text.includes('/Outlines'),
      attachments: [
        await readFile(join(folder, 'first.txt'), 'utf8'),
        await readFile(join(folder, 'second.txt'), 'utf8'),
      ],
    };
    return same(found, {
      pdf: true,
      tagged: true,
      outline: true,
      attachments: ['content of first.txt', 'content of second.txt'],
    });
  },
  'script and markup out of text do nothing': async ({ page }) => {
    const check = evaluate(page);
    const found = {
      script: await check('script', 'document.title = "taken"'),
      evaluated: await check('evaluate', '1 + 1'),
      markup: await check('markup', '<img src=x onerror=alert(1)>'),
    };
    return same(found, {
      script: 'refused',
      evaluated: 'refused',
      markup: { children: 0, text: '<img src=x onerror=alert(1)>' },
    });
  },
  'permissions are denied': async ({ page }) =>
    same(await evaluate(page)('permissions'), {
      position: 'denied',
      notifications: 'denied',
      clipboard: 'refused',
      camera: 'refused',
      screen: 'refused',
    }),
  'no dialog blocks or pretends': async ({ page, windows, host }) => {
    const info = windows.contextOf(page.id)?.info;
    if (info?.nativeDialogs === true) return { ok: typeof host.dialog.showOpenDialog === 'function', detail: 'native' };
    const answers = (await Promise.all([
      evaluate(page)('call', 'case.pickFolder'),
      evaluate(page)('call', 'evidence.pick', 'files'),
      evaluate(page)('call', 'report.pickTarget', 'x.pdf'),
    ])) as readonly { readonly error?: { readonly code: string } }[];
    return same(
      answers.map(({ error }) => error?.code),
      ['not-allowed', 'not-allowed', 'not-allowed'],
    );
  },
  'nothing gets out, and the page stays': async ({ page, contents }) => {
    const outside = await listener();
    const check = evaluate(page);
    const machine = `127.0.0.1:${outside.port}`;
    const worker = ((await check('worker', `http://${machine}/`)) as { readonly outside: string }).outside;
    const tried = await tryToLeave(check, machine);
    const connections = outside.count();
    outside.close();
    const open = contents.filter((one) => !one.isDestroyed()).length;
    const found = { ...tried, worker, connections, stays: isOwnUrl(page.mainFrame.url), pages: open };
    const refused = notRefused(tried).length === 0 && worker === 'refused';
    return { ok: refused && tried['webRtc'] === 0 && connections === 0 && found.stays && open === 1, detail: found };
  },
};

/** Runs every check; one that throws has failed. */
export async function* probe(of: Probe): AsyncGenerator<CheckResult> {
  for (const [check, run] of Object.entries(CHECKS)) {
    const result = await run(of).catch((error: unknown) => ({
      ok: false,
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
    yield { check, ...result };
  }
}
