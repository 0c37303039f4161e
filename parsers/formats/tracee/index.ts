import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseTraceeRecord } from './parse.js';
import { isTraceeEvent, traceeLayout } from './schema.js';

export const tracee: Format = {
  id: 'tracee',
  title: 'Aqua Tracee events',
  parserVersion: 'tracee/1',
  status: 'real data',
  rulesOnly: true,
  owns: isTraceeEvent,
  detect,
  parse: parseTraceeRecord,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isTraceeEvent);
  if (own === null) {
    return { claim: false, reason: 'No record has eventName and args, or name and workload, as Tracee writes them.' };
  }
  const isFlat = ownSamples(probe, (value) => traceeLayout(value) === 'flat') !== null;
  const layout = isFlat
    ? 'flat layout: eventName, hostProcessId, args'
    : 'protobuf-JSON layout v1beta1 or rule engine; read by its definition and documentation examples';
  return {
    claim: true,
    framing: own.framing,
    reason: `${own.count} of the first ${own.of} records are Tracee events (${layout}).`,
  };
}
