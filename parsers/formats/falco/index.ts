import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { falcoPayloads } from './parse.js';
import { isFalcoAlert, isWholeAlert } from './schema.js';
import { isTextAlert } from './text-alert.js';

export const falco: Format = {
  id: 'falco',
  title: 'Falco and Falcosidekick alerts',
  parserVersion: 'falco/2',
  status: 'real data',
  rulesOnly: true,
  owns: isUnmistakable,
  detect: (probe) => detectPayloads(probe, { ...falcoPayloads, isOwn: isUnmistakable }),
  parse: (record) => parsePayloads(record, falcoPayloads),
};

function isUnmistakable(value: unknown): boolean {
  return typeof value === 'string' ? isTextAlert(value) : isFalcoAlert(value) && isWholeAlert(value);
}
