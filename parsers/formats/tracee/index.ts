import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { traceePayloads } from './parse.js';
import { isTraceeEvent, traceeLayout } from './schema.js';

export const tracee: Format = {
  id: 'tracee',
  title: 'Aqua Tracee events',
  parserVersion: 'tracee/1',
  status: 'real data',
  rulesOnly: true,
  owns: isTraceeEvent,
  detect,
  parse: (record) => parsePayloads(record, traceePayloads),
};

/** The verdict says the layout: all but the flat one are read by their definition only. */
function detect(probe: Probe): Verdict {
  const isFlat = ownSamples(probe, (value) => traceeLayout(value) === 'flat') !== null;
  const known = isFlat
    ? 'flat layout: eventName, hostProcessId, args'
    : 'protobuf-JSON layout v1beta1 or rule engine; read by its definition and documentation examples';
  const verdict = detectPayloads(probe, { ...traceePayloads, known });
  return verdict.claim ? verdict : detectPayloads(probe, traceePayloads);
}
