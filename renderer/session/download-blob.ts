import type { ExhibitBridge } from '../../main/bridge/contract.js';
import { bridgeCall } from './bridge-call.js';

/**
 * Saves a blob: main asks where (or knows), the browser downloads it there. Throws `BridgeFailure` when it could not be
 * written whole.
 *
 * @returns where it lies now, null where the person cancelled
 */
export async function downloadBlob(bridge: ExhibitBridge, blob: Blob, suggestion: string): Promise<string | null> {
  const path = await bridgeCall(bridge, 'download.target', suggestion);
  if (path === null) return null;
  startDownload(blob, suggestion);
  await bridgeCall(bridge, 'download.done', path);
  return path;
}

/** Hands a blob to the browser as a file of this name; main decides what becomes of it. */
export function startDownload(blob: Blob, name: string): void {
  const anchor = document.createElement('a');
  const url = URL.createObjectURL(blob);
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download reads the blob after this turn; the page's life is short enough to let the next one free it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
