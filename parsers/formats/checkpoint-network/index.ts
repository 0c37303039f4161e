import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseCheckpointNetwork } from './parse.js';
import { readNetworks } from './schema.js';

export const checkpointNetwork: Format = {
  id: 'checkpoint-network',
  title: 'Networks of a checkpoint (network.status)',
  parserVersion: 'checkpoint-network/1',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: parseCheckpointNetwork,
};

function detect({ samples }: Probe): Verdict {
  const [sample] = samples;
  if (sample === undefined || sample.framing.kind !== 'json' || readNetworks(sample.value) === null)
    return { claim: false, reason: 'No document names networks with interfaces.' };
  return { claim: true, framing: sample.framing, reason: 'Every member of the document is a network with interfaces.' };
}
