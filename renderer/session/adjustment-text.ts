import type { Adjustment } from '../../parsers/model/case.js';
import { nsText } from '../../parsers/time/duration.js';

/** What the examiner said of a clock, in words: `read as Europe/Berlin; corrected by −2 s, uncertainty ± 20 ms`. */
export function adjustmentText({ zone, year, offsetNs, uncertaintyNs }: Adjustment): string {
  const parts = [
    ...(zone === null ? [] : [`times without a zone read as ${zone}`]),
    ...(year === undefined ? [] : [`times without a year counted from ${year}`]),
    ...(offsetNs === '0' ? [] : [`clock corrected by ${nsText(BigInt(offsetNs), true)}`]),
    ...(uncertaintyNs === '0' ? [] : [`uncertainty ± ${nsText(BigInt(uncertaintyNs), false)}`]),
  ];
  return parts.length === 0 ? 'left as recorded' : parts.join('; ');
}
