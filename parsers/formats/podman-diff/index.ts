import { fileChange } from '../../model/engine/diff.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asObject, asTexts } from '../../model/json.js';

/** What a container or image changed: `podman diff --format json`. Source: containers/podman `cmd/podman/common/diffChanges.go`. */
export const podmanDiff: Format = {
  id: 'podman-diff',
  title: 'podman diff --format json: files that a container added, changed, deleted',
  parserVersion: 'podman-diff/1',
  status: 'lab data',
  rulesOnly: false,
  detect,
  parse,
};

const KINDS = ['changed', 'added', 'deleted'] as const;

/** Podman leaves out a list without paths. */
function isDiff(value: unknown): boolean {
  const document = asObject(value);
  const keys = Object.keys(document ?? {});
  return (
    keys.length > 0 &&
    keys.every(
      (key) =>
        KINDS.some((kind) => kind === key) &&
        Array.isArray(document?.[key]) &&
        asTexts(document[key]).every((path) => path.startsWith('/')),
    )
  );
}

function detect({ samples }: Probe): Verdict {
  const sample = samples.find(({ value }) => isDiff(value));
  if (sample === undefined)
    return { claim: false, reason: 'It is no document of the lists changed, added and deleted.' };
  const reason = 'It lists paths as changed, added and deleted, as podman diff does.';
  return { claim: true, framing: { kind: 'json', envelope: [] }, reason };
}

function parse({ value, context }: RecordInput): ParsedRecord {
  if (!isDiff(value))
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No result of podman diff: lists of paths as changed, added, deleted.',
    };
  const document = asObject(value) ?? {};
  const events = KINDS.flatMap((kind) =>
    asTexts(document[kind]).map((path) => fileChange(kind, path, context.path ?? '')),
  );
  return { kind: 'events', events };
}
