import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { trivyPayloads } from './parse.js';

export const trivy: Format = {
  id: 'trivy',
  title: 'Trivy reports of images, file systems, repositories and clusters',
  parserVersion: 'trivy/2',
  status: 'real data',
  rulesOnly: true,
  owns: trivyPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, trivyPayloads),
  parse: (record) => parsePayloads(record, trivyPayloads),
};
