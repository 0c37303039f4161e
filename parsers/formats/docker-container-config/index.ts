import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat } from '../../carriers/payload-format.js';
import { containerLife } from '../../model/engine/life.js';
import type { Format } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';

const payloads: PayloadFormat = {
  what: 'container file of the Docker daemon',
  known: 'ID, State, Config, Driver',
  isOwn,
  read: ({ value }) => containerLife(asObject(value) ?? {}),
};

/** The daemon's file on a container: `config.v2.json`, before Docker 1.10 `config.json`. Source: moby/moby `container/container.go`. */
export const dockerContainerConfig: Format = {
  id: 'docker-container-config',
  title: "Docker's file on a container (config.v2.json)",
  parserVersion: 'docker-container-config/1',
  status: 'real data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

function isOwn(value: unknown): boolean {
  const document = asObject(value);
  if (document === null || asObject(document['State']) === null || asObject(document['Config']) === null) return false;
  return asText(document['ID']) !== null && asText(document['Driver']) !== null;
}
