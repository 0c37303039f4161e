/** Tells what a worker can do: its own scripts run, the outside does not answer. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = async (event) => {
  const outside = await fetch(event.data).then(
    () => 'reached',
    () => 'refused',
  );
  const own = await fetch('/index.html').then(
    (response) => response.status,
    () => 0,
  );
  scope.postMessage({ outside, own, isolated: crossOriginIsolated });
};
