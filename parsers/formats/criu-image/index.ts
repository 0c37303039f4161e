import { criuImage, isReadCriuImage } from '../../io/criu.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseCriuEntry } from './parse.js';

export const criuImageFormat: Format = {
  id: 'criu-image',
  title: 'Processes and open files of a checkpoint (CRIU images)',
  parserVersion: 'criu-image/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse: parseCriuEntry,
};

function detect({ head }: Probe): Verdict {
  const image = criuImage(head);
  if (image === null || !isReadCriuImage(image))
    return { claim: false, reason: 'It does not begin as a CRIU image of processes or files.' };
  return { claim: true, framing: { kind: 'criu', image }, reason: `It begins as the CRIU image ${image}.` };
}
