import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject, at } from '../../model/json.js';
import { parseCheckpointSpec } from './parse.js';

export const checkpointSpec: Format = {
  id: 'checkpoint-spec',
  title: 'OCI runtime specification of a checkpoint (spec.dump)',
  parserVersion: 'checkpoint-spec/2',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: parseCheckpointSpec,
};

function detect({ name, samples }: Probe): Verdict {
  const [sample] = samples;
  const spec = asObject(sample?.value);
  if (sample === undefined || spec === null || sample.framing.kind !== 'json')
    return { claim: false, reason: 'It is no JSON document.' };
  const hasKeys =
    ('ociVersion' in spec && 'root' in spec) || at(spec, 'annotations', 'io.container.manager') !== undefined;
  if (!hasKeys && name !== 'spec.dump')
    return { claim: false, reason: 'The document has neither ociVersion and root nor io.container.manager.' };
  const reason = hasKeys ? 'The document is an OCI runtime specification.' : 'The document is called spec.dump.';
  return { claim: true, framing: sample.framing, reason };
}
