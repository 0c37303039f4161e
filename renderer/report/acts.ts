/** Who did what to what, and what the control did, in the words of a record's fields. */
import type { EventFields } from '../../parsers/model/fields.js';

export interface ActWords {
  /** Acting identity: a credential, never a person; of a flow, the end that it comes from. */
  readonly actor: string;
  readonly action: string;
  /** What the act was done to, or with. */
  readonly object: string;
  /** What the control did, with the product's own word where there is one. */
  readonly outcome: string;
}

/** Outcomes that say that the control stopped the act or that it failed. */
export const STOPPED: readonly string[] = ['prevented', 'denied', 'killed', 'failed'];

const NOT_STATED = 'not stated';

export function actWords(fields: EventFields): ActWords {
  const original = textOf(fields, 'exhibit.outcome.original');
  const outcome = textOf(fields, 'exhibit.outcome') ?? 'unknown';
  return {
    actor: actorOf(fields),
    action: textOf(fields, 'event.action') ?? NOT_STATED,
    object: objectOf(fields),
    outcome: original === undefined || original === outcome ? outcome : `${outcome} (${original})`,
  };
}

function actorOf(fields: EventFields): string {
  const id = textOf(fields, 'user.id');
  return (
    textOf(fields, 'user.name') ??
    (id === undefined ? undefined : `user id ${id}`) ??
    (isFlow(fields) ? (textOf(fields, 'exhibit.flow.source') ?? textOf(fields, 'source.ip')) : undefined) ??
    NOT_STATED
  );
}

function isFlow(fields: EventFields): boolean {
  return textOf(fields, 'event.category') === 'network';
}

/** By layer: the object of the cluster's interface, the resource of the cloud, else file, peer or command. */
function objectOf(fields: EventFields): string {
  const layer = textOf(fields, 'exhibit.layer');
  if (layer === 'cluster') return clusterObject(fields) ?? NOT_STATED;
  if (layer === 'cloud' && !isFlow(fields))
    return textOf(fields, 'exhibit.target') ?? textOf(fields, 'event.provider') ?? NOT_STATED;
  return (
    textOf(fields, 'file.path') ??
    textOf(fields, 'dns.question.name') ??
    peerOf(fields) ??
    textOf(fields, 'process.command_line') ??
    textOf(fields, 'exhibit.target') ??
    clusterObject(fields) ??
    NOT_STATED
  );
}

function clusterObject(fields: EventFields): string | undefined {
  const parts = [
    textOf(fields, 'orchestrator.namespace'),
    textOf(fields, 'orchestrator.resource.type'),
    textOf(fields, 'orchestrator.resource.name'),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('/');
}

function peerOf(fields: EventFields): string | undefined {
  const address = textOf(fields, 'destination.ip') ?? textOf(fields, 'destination.domain');
  const port = textOf(fields, 'destination.port');
  return address === undefined || port === undefined ? address : `${address}:${port}`;
}

/** The field, or the first of its values. */
function textOf(fields: EventFields, name: keyof EventFields): string | undefined {
  const value = fields[name];
  const first = typeof value === 'object' ? value[0] : value;
  return first === undefined || first === '' ? undefined : String(first);
}
