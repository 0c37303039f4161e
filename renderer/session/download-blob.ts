import type { ExhibitBridge } from '../../main/bridge/contract.js';
import { bridgeCall } from './bridge-call.js';

/**
 * Saves a blob: main asks where (or knows, in a command line run), then the browser downloads it there.
 *
 * @returns false where the person cancelled
 */
export async function downloadBlob(bridge: ExhibitBridge, blob: Blob, suggestion: string): Promise<boolean> {
  const wanted = await bridgeCall(bridge, 'download.target', suggestion);
  if (!wanted) return false;
  const anchor = document.createElement('a');
  const url = URL.createObjectURL(blob);
  anchor.href = url;
  anchor.download = suggestion;
  anchor.click();
  // The download reads the blob after this turn; the page's life is short enough to let the next one free it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return true;
}
