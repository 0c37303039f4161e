import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { objectPayloads } from './parse.js';

export const k8sObjects: Format = {
  id: 'k8s-objects',
  title: 'Kubernetes objects and lists (kubectl get -o json)',
  parserVersion: 'k8s-objects/1',
  status: 'real data',
  rulesOnly: false,
  owns: objectPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, objectPayloads),
  parse: (record) => parsePayloads(record, objectPayloads),
};
