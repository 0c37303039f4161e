import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat } from '../../carriers/payload-format.js';
import { containerLife } from '../../model/engine/life.js';
import type { Format } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';

const payloads: PayloadFormat = {
  what: 'container of podman inspect',
  known: 'Id, State, OCIRuntime',
  isOwn,
  read: ({ value }) => containerLife(asObject(value) ?? {}),
};

/** `podman inspect` of containers. Specification: containers/podman `libpod/define/container_inspect.go`. */
export const podmanInspect: Format = {
  id: 'podman-inspect',
  title: 'podman inspect, containers',
  parserVersion: 'podman-inspect/1',
  status: 'lab data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

function isOwn(value: unknown): boolean {
  const document = asObject(value);
  if (document === null || asObject(document['State']) === null || asText(document['Id']) === null) return false;
  return document['OCIRuntime'] !== undefined || document['ConmonPidFile'] !== undefined;
}
