/**
 * Every way in which a page could reach something outside, as functions that run in a page. The factory stands alone, so
 * that its text can be carried into any page. Each answers what became of the attempt; whether anything left the machine only a
 * listener outside can tell.
 */
export function waysOut() {
  async function outcome(work: () => unknown): Promise<string> {
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('silence'), 4000));
    const done = (async () => work())();
    return Promise.race([
      late,
      done.then(
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

  /** Puts an element into the page and waits for what becomes of it. */
  function loaded(element: HTMLElement): Promise<string> {
    const fate = outcome(() => byEvent(element, 'load', 'error'));
    document.head.append(element);
    return fate.finally(() => element.remove());
  }

  return {
    outcome,
    byEvent,
    fetch: (url: string) => outcome(() => fetch(url, { mode: 'no-cors' })),
    keptAlive: (url: string) =>
      outcome(() => fetch(url, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true })),
    xhr: (url: string) =>
      outcome(async () => {
        const request = new XMLHttpRequest();
        const answered = byEvent(request, 'load', 'error');
        request.open('GET', url);
        request.send();
        await answered;
      }),
    webSocket: (url: string) => outcome(() => byEvent(new WebSocket(url.replace(/^http/, 'ws')), 'open', 'error')),
    eventSource: (url: string) => outcome(() => byEvent(new EventSource(url), 'open', 'error')),
    webTransport: (url: string) => outcome(() => new WebTransport(url.replace(/^http:/, 'https:')).ready),
    image: (url: string) =>
      outcome(async () => {
        const image = new Image();
        const fate = byEvent(image, 'load', 'error');
        image.src = url;
        await fate;
      }),
    style(url: string) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = url;
      return loaded(link);
    },
    font: (url: string) => outcome(() => new FontFace('outside', `url(${url})`).load()),
    remoteScript: (url: string) =>
      outcome(async () => {
        const script = document.createElement('script');
        script.src = url;
        if ((await loaded(script)) !== 'reached') throw new Error('not loaded');
      }),
    remoteWorker: (url: string) => outcome(() => byEvent(new Worker(url), 'message', 'error')),
    serviceWorker: (url: string) =>
      outcome(async () => {
        // Playwright, where it blocks them, answers with nothing.
        const made = (await navigator.serviceWorker.register(url)) as ServiceWorkerRegistration | undefined;
        if (made === undefined) throw new Error('no service worker');
      }),
    /** `sendBeacon` answers before anything happens. */
    beacon: (url: string) => navigator.sendBeacon(url, 'x'),
    prefetch(url: string) {
      for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'prerender', 'modulepreload', 'icon', 'manifest']) {
        const link = document.createElement('link');
        link.rel = rel;
        link.href = url;
        document.head.append(link);
      }
    },
    async frame(url: string) {
      const frame = document.createElement('iframe');
      frame.src = url;
      const fate = outcome(() => byEvent(frame, 'load', 'error'));
      document.body.append(frame);
      await fate;
      let text: string;
      try {
        text = frame.contentDocument?.body.textContent ?? 'another origin';
      } catch {
        text = 'another origin';
      }
      frame.remove();
      return text;
    },
    popup: (url: string) => (window.open(url, '_blank') === null ? 'null' : 'object'),
    navigate(url: string) {
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.ping = url;
      document.body.append(anchor);
      anchor.click();
      anchor.remove();
    },
    refresh(url: string) {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0; url=${url}`;
      document.head.append(meta);
      meta.remove();
    },
    form(url: string) {
      const form = document.createElement('form');
      form.action = url;
      form.method = 'post';
      document.body.append(form);
      form.submit();
      form.remove();
    },
    /** The addresses of its own that the page learnt. */
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
  };
}

export type WaysOut = Omit<ReturnType<typeof waysOut>, 'outcome' | 'byEvent'>;

/** Calls one of them in a page. */
export type CallWayOut = <K extends keyof WaysOut>(
  name: K,
  ...args: Parameters<WaysOut[K]>
) => Promise<Awaited<ReturnType<WaysOut[K]>>>;

/** Ways that answer with `reached`, `refused` or `silence`. */
const ANSWERING = [
  'fetch',
  'keptAlive',
  'xhr',
  'webSocket',
  'eventSource',
  'webTransport',
  'image',
  'style',
  'font',
  'remoteScript',
  'remoteWorker',
  'serviceWorker',
] as const satisfies readonly (keyof WaysOut)[];

/** Tries every way against one machine, `host:port`. Answers what became of those that say so. */
export async function tryToLeave(call: CallWayOut, machine: string): Promise<Record<string, unknown>> {
  const url = `http://${machine}/`;
  const tried: Record<string, unknown> = {};
  for (const way of ANSWERING) tried[way] = await call(way, `${url}${way}`);
  tried['popup'] = await call('popup', url);
  tried['webRtc'] = (await call('webRtc', [`stun:${machine}`, `turn:${machine}?transport=tcp`])).length;
  await call('beacon', url);
  await call('prefetch', url);
  tried['frame'] = await call('frame', url);
  await call('refresh', url);
  await call('form', url);
  const elsewhere = ['file:///etc/hostname', 'data:text/html,left', 'chrome://version/', 'https://example.org/'];
  for (const target of [url, `https://${machine}/`, ...elsewhere]) {
    await call('navigate', target);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  return tried;
}

/** The ways of an outcome of `tryToLeave` that were not refused in so many words. */
export function notRefused(tried: Readonly<Record<string, unknown>>): readonly string[] {
  return ANSWERING.filter((way) => tried[way] !== 'refused');
}
