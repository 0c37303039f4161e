import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat } from '../../carriers/payload-format.js';
import { containerLife } from '../../model/engine/life.js';
import type { Format } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';

const payloads: PayloadFormat = {
  what: 'container of docker inspect',
  known: 'Id, Created, State, Config, HostConfig',
  isOwn,
  read: ({ value }) => containerLife(asObject(value) ?? {}),
};

/** `docker inspect` of containers. Specification: Docker Engine API, ContainerInspect. */
export const dockerInspect: Format = {
  id: 'docker-inspect',
  title: 'docker inspect, containers',
  parserVersion: 'docker-inspect/1',
  status: 'lab data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

function isOwn(value: unknown): boolean {
  const document = asObject(value);
  if (document === null || document['OCIRuntime'] !== undefined || document['ConmonPidFile'] !== undefined)
    return false;
  const objects = ['State', 'Config', 'HostConfig'].every((key) => asObject(document[key]) !== null);
  return objects && asText(document['Id']) !== null && asText(document['Created']) !== null;
}
