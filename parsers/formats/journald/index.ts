import { detectPayloads, parsePayloads, type PayloadFormat } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { readEntry } from './parse.js';
import { isEntry } from './schema.js';

const ENTRY: PayloadFormat = {
  what: 'journal record',
  known: '__REALTIME_TIMESTAMP with __CURSOR, _BOOT_ID or MESSAGE',
  isOwn: isEntry,
  read: ({ value }) => readEntry(isEntry(value) ? value : {}),
};

/** An envelope: what a message holds goes to the format that knows it (`carriers/forwarders.ts`). */
export const journald: Format = {
  id: 'journald',
  title: 'systemd journal (JSON, export format)',
  parserVersion: 'journald/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect: (probe) => detectPayloads(probe, ENTRY),
  parse: (record) => parsePayloads(record, ENTRY),
};
