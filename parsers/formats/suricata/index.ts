import { detectPayloads, parsePayloads, type PayloadFormat } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { readEve, readFastEvent } from './parse.js';
import { isEve, readFast } from './schema.js';

const EVENT: PayloadFormat = {
  what: 'Suricata event',
  known: 'event_type with flow_id, or a line of fast.log',
  isOwn: (value) => isEve(value) || readFast(value) !== null,
  read: ({ value }) => {
    const line = readFast(value);
    return line === null ? readEve(isEve(value) ? value : {}) : readFastEvent(line);
  },
};

export const suricata: Format = {
  id: 'suricata',
  title: 'Suricata: EVE JSON and fast.log',
  parserVersion: 'suricata/2',
  status: 'real data',
  rulesOnly: false,
  owns: EVENT.isOwn,
  detect: (probe) => detectPayloads(probe, EVENT),
  parse: (record) => parsePayloads(record, EVENT),
};
