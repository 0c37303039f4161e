import type { Format, Verdict } from '../../model/format.js';
import { parseTarHeader } from './parse.js';

/** Files of a file system by the headers of its tar. Not recognised by content: the reader of archives decides (`archive-watch.ts`). */
export const rootfsTar: Format = {
  id: 'rootfs-tar',
  title: 'File system in a tar: docker export, image layers, changes of a checkpoint',
  parserVersion: 'rootfs-tar/1',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: parseTarHeader,
};

function detect(): Verdict {
  return { claim: false, reason: 'Headers of a tar are records only where the archive itself is the evidence.' };
}
