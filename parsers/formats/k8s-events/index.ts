import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseClusterEvent } from './parse.js';
import { isClusterEvent } from './schema.js';

export const k8sEvents: Format = {
  id: 'k8s-events',
  title: 'Kubernetes events (kubectl get events -o json)',
  parserVersion: 'k8s-events/1',
  status: 'real data',
  rulesOnly: false,
  owns: isClusterEvent,
  detect,
  parse: parseClusterEvent,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isClusterEvent);
  if (own === null) return { claim: false, reason: 'No record is an Event with involvedObject or regarding.' };
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records are Kubernetes events (involvedObject or regarding).`,
  };
}
