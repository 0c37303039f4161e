import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { kubeArmorPayloads } from './parse.js';

export const kubearmor: Format = {
  id: 'kubearmor',
  title: 'KubeArmor alerts and logs',
  parserVersion: 'kubearmor/2',
  status: 'real data',
  rulesOnly: true,
  owns: kubeArmorPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, kubeArmorPayloads),
  parse: (record) => parsePayloads(record, kubeArmorPayloads),
};
