import { ownSamples } from '../../carriers/unwrap.js';
import { framingOfCutJson } from '../../model/cut-probe.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { isFalcoRecord, parseFalcoRecord } from './parse.js';
import { isFalcoAlert, isWholeAlert } from './schema.js';
import { isTextAlert } from './text-alert.js';

export const falco: Format = {
  id: 'falco',
  title: 'Falco and Falcosidekick alerts',
  parserVersion: 'falco/1',
  status: 'real data',
  rulesOnly: true,
  detect,
  parse: parseFalcoRecord,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isUnmistakable);
  const [first] = own;
  if (first !== undefined) {
    const count = ownSamples(probe, isFalcoRecord).length;
    const keys = typeof first.value === 'string' ? 'time, priority and text' : 'rule, priority and output';
    return {
      claim: true,
      framing: first.framing,
      reason: `${count} of the first ${probe.samples.length} records are Falco alerts (${keys}).`,
    };
  }
  const framing = framingOfCutJson(probe, ['rule', 'priority', 'output', 'output_fields']);
  if (framing !== null)
    return {
      claim: true,
      framing,
      reason: 'No whole record at the start, but the keys rule, priority, output and output_fields.',
    };
  return { claim: false, reason: 'No record has rule, priority and output, or is a line of time, priority and text.' };
}

function isUnmistakable(value: unknown): boolean {
  return typeof value === 'string' ? isTextAlert(value) : isFalcoAlert(value) && isWholeAlert(value);
}
