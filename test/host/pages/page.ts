/** The page of the host check: what the check asks the page to try, as functions on `window.check`. */
import '../../../renderer/trusted-types.js';
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

async function outcome(work: () => Promise<unknown>): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('silence'), 4000));
  return Promise.race([
    late,
    work().then(
      () => 'reached',
      () => 'refused',
    ),
  ]);
}

function byEvent(target: EventTarget, good: string, bad: string): Promise<void> {
  return new Promise((resolve, reject) => {
    target.addEventListener(good, () => resolve());
    target.addEventListener(bad, () => reject(new Error(bad)));
  });
}

const check = {
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
  fetch: (url: string) => outcome(() => fetch(url, { mode: 'no-cors' })),
  webSocket: (url: string) =>
    outcome(async () => {
      await byEvent(new WebSocket(url), 'open', 'error');
    }),
  image: (url: string) =>
    outcome(async () => {
      const image = new Image();
      const loaded = byEvent(image, 'load', 'error');
      image.src = url;
      await loaded;
    }),
  /** `sendBeacon` answers before anything happens: only the listener outside can tell whether it went out. */
  beacon: (url: string) => navigator.sendBeacon(url, 'x'),
  prefetch(url: string) {
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'prerender']) {
      const link = document.createElement('link');
      link.rel = rel;
      link.href = url;
      document.head.append(link);
    }
  },
  async frame(url: string) {
    const frame = document.createElement('iframe');
    frame.src = url;
    const loaded = outcome(() => byEvent(frame, 'load', 'error'));
    document.body.append(frame);
    await loaded;
    let text: string;
    try {
      text = frame.contentDocument?.body.textContent ?? 'another origin';
    } catch {
      text = 'another origin';
    }
    frame.remove();
    return text;
  },
  popup(url: string) {
    const opened = window.open(url, '_blank');
    return opened === null ? 'null' : 'object';
  },
  navigate(url: string) {
    const anchor = document.createElement('a');
    anchor.href = url;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
  },
  form(url: string) {
    const form = document.createElement('form');
    form.action = url;
    form.method = 'post';
    document.body.append(form);
    form.submit();
    form.remove();
  },
  async webRtc(urls: readonly string[]) {
    const connection = new RTCPeerConnection({
      iceServers: urls.map((url) => ({ urls: url, username: 'x', credential: 'x' })),
    });
    const candidates: string[] = [];
    connection.addEventListener(
      'icecandidate',
      ({ candidate }) => candidate !== null && candidate.candidate !== '' && candidates.push(candidate.candidate),
    );
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 2000));
    connection.close();
    return candidates;
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
