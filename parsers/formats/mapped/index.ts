import type { Format } from '../../model/format.js';
import { parseMapped } from './parse.js';

/** Tables and JSON that the examiner mapped by hand: no content says so, so it claims none. */
export const mapped: Format = {
  id: 'mapped',
  title: 'Tables and JSON of any kind, columns named by hand',
  parserVersion: 'mapped/2',
  status: 'real data',
  rulesOnly: false,
  detect: () => ({ claim: false, reason: 'Read only where the examiner names its columns.' }),
  parse: parseMapped,
};
