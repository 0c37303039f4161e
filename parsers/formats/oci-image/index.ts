import type { Format, Probe, Verdict } from '../../model/format.js';
import { parseImageDocument } from './parse.js';
import { imageDocument } from './schema.js';

export const ociImageDocument: Format = {
  id: 'oci-image',
  title: 'Images: configuration with build history, manifests, indexes',
  parserVersion: 'oci-image/1',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse: parseImageDocument,
};

function detect({ samples }: Probe): Verdict {
  const sample = samples.find(({ value }) => imageDocument(value) !== null);
  if (sample === undefined || sample.framing.kind === 'lines')
    return { claim: false, reason: 'No document is a configuration, a manifest or an index of an image.' };
  return {
    claim: true,
    framing: { kind: 'json', envelope: [] },
    reason: `The document is ${DESCRIPTIONS[imageDocument(sample.value)!]}.`,
  };
}

const DESCRIPTIONS = {
  config: 'the configuration of an image (rootfs with diff_ids)',
  manifest: 'the manifest of an image (config and layers)',
  index: 'an index of images (manifests)',
  saved: 'the manifest that docker save writes (Config, RepoTags, Layers)',
} as const;
