import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseDtaReport } from './parse.js';
import { isDtaReport } from './report.js';

export const aquaDta: Format = {
  id: 'aqua-dta',
  title: 'Aqua dynamic threat analysis (DTA) reports',
  parserVersion: 'aqua-dta/1',
  status: 'schema assumed',
  rulesOnly: true,
  owns: isDtaReport,
  detect,
  parse: parseDtaReport,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isDtaReport);
  if (own === null) {
    return { claim: false, reason: 'No record names an image and lists behaviours of a dynamic analysis.' };
  }
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records name an image and list behaviours of a dynamic analysis. Schema assumed: the layout of the report is not public and is read by its words. Times are the sandbox's own and are not placed on the time line.`,
  };
}
