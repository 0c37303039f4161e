/** Tells what a worker can do: its own scripts run, the outside does not answer. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: unknown): void;
};

async function probe(url: string): Promise<void> {
  const outside = await fetch(url).then(
    () => 'reached',
    () => 'refused',
  );
  const own = await fetch('/index.html').then(
    (response) => response.status,
    () => 0,
  );
  scope.postMessage({ outside, own, isolated: crossOriginIsolated });
}

scope.onmessage = (event) => void probe(event.data);
