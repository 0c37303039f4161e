import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseFalcoRecord } from './parse.js';
import { isFalcoAlert, isWholeAlert } from './schema.js';
import { isTextAlert } from './text-alert.js';

export const falco: Format = {
  id: 'falco',
  title: 'Falco and Falcosidekick alerts',
  parserVersion: 'falco/1',
  status: 'real data',
  rulesOnly: true,
  owns: isUnmistakable,
  detect,
  parse: parseFalcoRecord,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isUnmistakable);
  if (own === null)
    return {
      claim: false,
      reason: 'No record has rule, priority and output, or is a line of time, priority and text.',
    };
  const keys = own.framing.kind === 'lines' ? 'time, priority and text' : 'rule, priority and output';
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records are Falco alerts (${keys}).`,
  };
}

function isUnmistakable(value: unknown): boolean {
  return typeof value === 'string' ? isTextAlert(value) : isFalcoAlert(value) && isWholeAlert(value);
}
