/** The page of the host check: what the check asks the page to try, as functions on `window.check`. */
import '../../../renderer/trusted-types.js';
import { waysOut } from '../../support/ways-out.js';
import type { BridgeEvents, ExhibitBridge, PickedEvidence } from '../../../main/bridge/contract.js';

declare const exhibit: ExhibitBridge;

const dropped: PickedEvidence[] = [];
exhibit.on('evidence.dropped', (picked: BridgeEvents['evidence.dropped']) => dropped.push(picked));

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('check', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('rows');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const { outcome, byEvent, ...ways } = waysOut();

const check = {
  ...ways,
  /** Names that must not exist in the page's world. */
  globals: () =>
    [
      'require',
      'process',
      'module',
      'Buffer',
      'exhibitSend',
      'exhibitHost',
      'exhibitElectron',
      'electron',
      '__playwright__binding__',
    ].filter((name) => name in globalThis),
  bridge: () => ({ frozen: Object.isFrozen(exhibit), keys: Object.keys(exhibit).toSorted() }),
  context: async () => ({
    secure: isSecureContext,
    isolated: crossOriginIsolated,
    digest: (await crypto.subtle.digest('SHA-256', new Uint8Array(1))).byteLength,
    persisted: await navigator.storage.persist(),
  }),
  call: (name: string, ...args: unknown[]) => exhibit.call(name as never, ...(args as never)),
  async latency(calls: number) {
    const times: number[] = [];
    for (let call = 0; call < calls; call += 1) {
      const startedAt = performance.now();
      await exhibit.call('host.info');
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    return { p50: times[Math.floor(calls / 2)], p95: times[Math.floor(calls * 0.95)] };
  },
  async write(rows: number) {
    const database = await openDatabase();
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
    for (let row = 0; row < rows; row += 1) transaction.objectStore('rows').put(`value ${row}`, row);
    await byEvent(transaction, 'complete', 'abort');
    return rows;
  },
  async read() {
    const database = await openDatabase();
    const request = database.transaction('rows').objectStore('rows').getAll();
    await byEvent(request, 'success', 'error');
    const rows = request.result as string[];
    return rows.every((value, row) => value === `value ${row}`) ? rows.length : -1;
  },
  async attach() {
    const input = document.querySelector<HTMLInputElement>('#exhibit-files');
    if (input === null) throw new Error('no input');
    input.value = '';
    const startedAt = performance.now();
    const changed = byEvent(input, 'change', 'cancel');
    const answer = await exhibit.call('evidence.attach', 'HC/1');
    if (!answer.ok) throw new Error(answer.error.message);
    await changed;
    const attachMs = performance.now() - startedAt;
    let bytes = 0;
    let sum = 0;
    const readFrom = performance.now();
    for (const file of input.files ?? []) {
      const reader = file.stream().getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        bytes += part.value.length;
        sum = (sum + (part.value[0] ?? 0)) % 65_536;
      }
    }
    const seconds = (performance.now() - readFrom) / 1000;
    return { files: input.files?.length ?? 0, bytes, sum, attachMs, megabytesPerSecond: bytes / 1e6 / seconds };
  },
  dropped: () => dropped.splice(0),
  async download(bytes: number, announce: boolean) {
    if (announce) await exhibit.call('download.target', 'blob.bin');
    const part = new Uint8Array(1 << 20).fill(7);
    const blob = new Blob(Array.from({ length: bytes / part.length }, () => part));
    const anchor = document.createElement('a');
    anchor.href = URL.createObjectURL(blob);
    anchor.download = 'blob.bin';
    anchor.click();
    return blob.size;
  },
  worker(url: string) {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./probe.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', (event) => resolve(event.data));
      worker.addEventListener('error', (event) => reject(new Error(event.message)));
      worker.postMessage(url);
    });
  },
  script(code: string) {
    const script = document.createElement('script');
    try {
      script.text = code;
      document.head.append(script);
    } catch {
      return 'refused';
    }
    return 'inserted';
  },
  evaluate(code: string) {
    try {
      // oxlint-disable-next-line no-implied-eval, no-new-func -- the policy must refuse it
      return String(new Function(code)());
    } catch {
      return 'refused';
    }
  },
  markup(text: string) {
    const box = document.createElement('div');
    box.innerHTML = text;
    return { children: box.childElementCount, text: box.textContent };
  },
  async permissions() {
    const position = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
        { timeout: 3000 },
      );
    });
    return {
      position,
      notifications: await Notification.requestPermission(),
      clipboard: await outcome(() => navigator.clipboard.readText()),
      camera: await outcome(() => navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
    };
  },
  location: () => location.href,
};

export type PageCheck = typeof check;

Object.assign(globalThis, { check });
