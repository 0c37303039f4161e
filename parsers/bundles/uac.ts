import type { BundleKind } from './bundle.js';

/** A collection of UAC, the Unix-like Artifacts Collector (formats 5.5). */
export const uac: BundleKind = {
  id: 'uac',
  recognise(names) {
    if (!names.has('uac.log')) return null;
    const folders = ['bodyfile/', 'live_response/', '[root]/', 'system/', 'hash_executables/'];
    const found = folders.filter((folder) => [...names].some((name) => name.startsWith(folder)));
    return found.length === 0 ? null : `A UAC collection: uac.log beside ${found.join(', ')}.`;
  },
};
