import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { parseCheckpointConfig } from './parse.js';

export const checkpointConfig: Format = {
  id: 'checkpoint-config',
  title: 'Container of a checkpoint (config.dump)',
  parserVersion: 'checkpoint-config/2',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: parseCheckpointConfig,
};

function detect({ name, samples }: Probe): Verdict {
  const [sample] = samples;
  const config = asObject(sample?.value);
  if (sample === undefined || config === null || sample.framing.kind !== 'json')
    return { claim: false, reason: 'It is no JSON document.' };
  const hasKeys = 'rootfsImageName' in config && 'createdTime' in config && 'id' in config;
  if (!hasKeys && name !== 'config.dump')
    return { claim: false, reason: 'The document has no id, rootfsImageName and createdTime.' };
  const reason = hasKeys
    ? 'The document has id, rootfsImageName and createdTime.'
    : 'The document is called config.dump.';
  return { claim: true, framing: sample.framing, reason };
}
