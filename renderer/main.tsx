// The policy has to stand before any library runs.
import './trusted-types.js';
import './ui/styles.css';
import { createRoot } from 'react-dom/client';
import type { ExhibitBridge } from '../main/bridge/contract.js';
import { App } from './app.js';
import { bridgeCall } from './session/bridge-call.js';
import { runHeadless } from './session/headless.js';

declare global {
  interface Window {
    /** Put here by the preload; absent where the page is opened by anything but Exhibit. */
    readonly exhibit?: ExhibitBridge;
  }
}

/**
 * react-aria adds a `<style>` element of this id unless one is there; the content policy refuses it. The rule itself
 * stands in `ui/base.css`.
 */
function holdPlaceOfPressableStyle(): void {
  const place = document.createElement('meta');
  place.id = 'react-aria-pressable-style';
  document.head.append(place);
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  const bridge = window.exhibit;
  if (root === null || bridge === undefined) throw new Error('This page only works inside Exhibit.');
  holdPlaceOfPressableStyle();
  const host = await bridgeCall(bridge, 'host.info');
  if (host.role === 'headless') await runHeadless(bridge);
  else createRoot(root).render(<App bridge={bridge} host={host} />);
}

void start();
