import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { azureRecords } from './parse.js';

export const azureActivity: Format = {
  id: 'azure-activity',
  title: 'Azure activity and diagnostic records',
  parserVersion: 'azure-activity/4',
  status: 'real data',
  rulesOnly: false,
  owns: azureRecords.isOwn,
  detect: (probe) => detectPayloads(probe, azureRecords),
  parse: (record) => parsePayloads(record, azureRecords),
};
