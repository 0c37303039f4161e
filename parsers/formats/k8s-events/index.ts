import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { clusterEventPayloads } from './parse.js';

export const k8sEvents: Format = {
  id: 'k8s-events',
  title: 'Kubernetes events (kubectl get events -o json)',
  parserVersion: 'k8s-events/1',
  status: 'real data',
  rulesOnly: false,
  owns: clusterEventPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, clusterEventPayloads),
  parse: (record) => parsePayloads(record, clusterEventPayloads),
};
