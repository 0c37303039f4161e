import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseKubernetesObject } from './parse.js';
import { isKubernetesObject } from './schema.js';

export const k8sObjects: Format = {
  id: 'k8s-objects',
  title: 'Kubernetes objects and lists (kubectl get -o json)',
  parserVersion: 'k8s-objects/1',
  status: 'real data',
  rulesOnly: false,
  owns: isKubernetesObject,
  detect,
  parse: parseKubernetesObject,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isKubernetesObject);
  if (own === null)
    return { claim: false, reason: 'No record has apiVersion, kind and metadata of a Kubernetes object.' };
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records are Kubernetes objects (kind and metadata).`,
  };
}
