import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { artifactOf } from './artifact.js';
import { parseVelociraptorRow } from './parse.js';

/** Rows of one artifact: any JSON. Only the file's name says so, therefore it is asked behind everybody else. */
export const velociraptorResult: Format = {
  id: 'velociraptor-result',
  title: 'Velociraptor results',
  parserVersion: 'velociraptor-result/1',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseVelociraptorRow,
};

function detect(probe: Probe): Verdict {
  const artifact = artifactOf(probe.name);
  const [sample] = probe.samples;
  if (artifact === null) return { claim: false, reason: 'The file is not named after an artifact of Velociraptor.' };
  if (sample === undefined || asObject(sample.value) === null || sample.framing.kind === 'lines')
    return { claim: false, reason: 'It holds no rows of JSON.' };
  return { claim: true, framing: sample.framing, reason: `The file is named after the artifact ${artifact}.` };
}
