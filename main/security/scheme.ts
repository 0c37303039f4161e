import type { Slice } from '../slice.js';
import { OWN_SCHEME } from './own-url.js';

/**
 * Our own scheme instead of `file:` (checklist item 18). Standard, or it gets no IndexedDB; never `bypassCSP`,
 * `corsEnabled` or `allowServiceWorkers`.
 */
export function registerScheme(protocol: Slice['protocol']): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: OWN_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}
