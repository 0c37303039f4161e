import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseAquaAudit } from './parse.js';
import { isUnmistakable } from './schema.js';

export const aquaAudit: Format = {
  id: 'aqua-audit',
  title: 'Aqua platform audit events',
  parserVersion: 'aqua-audit/1',
  status: 'schema assumed',
  rulesOnly: true,
  owns: isUnmistakable,
  detect,
  parse: parseAquaAudit,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isUnmistakable);
  if (own === null) {
    return {
      claim: false,
      reason: 'No record has result or level beside keys of Aqua audit events (containerid, hostid, ...).',
    };
  }
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records have the keys of Aqua audit events. Schema assumed: the vendor's reference is not public, the meaning of keys is taken from public programs that read them.`,
  };
}
