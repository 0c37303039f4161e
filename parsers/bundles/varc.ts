import type { BundleKind } from './bundle.js';

const TABLES = ['processes.json', 'open_files.json', 'network_connections.json', 'netstat.log', 'yara_results.json'];

/** A collection of varc, Cado's volatile artifact collector: known from its source alone, no sample was to be had. */
export const varc: BundleKind = {
  id: 'varc',
  recognise(names) {
    const found = TABLES.filter((table) => names.has(table));
    const hasMemory = [...names].some((name) => name.startsWith('process_dumps/'));
    return found.length + Number(hasMemory) < 2
      ? null
      : `A varc collection, by documentation only: ${found.join(', ')}${hasMemory ? ', process_dumps/' : ''}.`;
  },
};
