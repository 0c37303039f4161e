import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseImageScan } from './parse.js';
import { isImageScan } from './schema.js';

export const aquaScan: Format = {
  id: 'aqua-scan',
  title: 'Aqua image scans',
  parserVersion: 'aqua-scan/1',
  status: 'real data',
  rulesOnly: false,
  owns: isImageScan,
  detect,
  parse: parseImageScan,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isImageScan);
  if (own === null) return { claim: false, reason: 'No record names an image beside results of an Aqua scan.' };
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records are Aqua image scans (image, vulnerability_summary or image_assurance_results).`,
  };
}
