import { containerIdentity } from '../../parsers/model/container-identity.js';
import { lifeEdge, provenEdge, type LifeEdge } from '../../parsers/model/lifecycle.js';
import { orderUndecided } from '../../parsers/model/order.js';
import type { CaseIndex } from './case-index.js';
import { readEventRows } from './event-rows.js';
import type { EventRow, Lifetime, LifeProof } from './spec.js';
import type { StoredRecords } from './stored-records.js';

const kept = new WeakMap<CaseIndex, Promise<readonly Lifetime[]>>();

/** What the records of a case prove of starts and ends. Read once for every index, since adjustments move times. */
export function readLifetimes(index: CaseIndex, records: StoredRecords): Promise<readonly Lifetime[]> {
  const known = kept.get(index);
  if (known !== undefined) return known;
  const reading = readEventRows(index, records, candidates(index)).then(lifetimesOf);
  kept.set(index, reading);
  reading.catch(() => kept.delete(index));
  return reading;
}

/** Rows, in order of time, whose action speaks of a start or an end. */
function candidates({ columns, order }: CaseIndex): Uint32Array {
  const { dictionary, codes } = columns.fields['event.action'];
  const isEdge = Uint8Array.from(dictionary, (action) => (lifeEdge(action) === null ? 0 : 1));
  return order.rows.subarray(0, order.placed).filter((row) => isEdge[codes[row]!] === 1);
}

interface Run {
  readonly lane: string;
  readonly subject: LifeEdge['subject'];
  name: string;
  /** Id of the container, uid of the pod; `''` while no record states it. */
  id: string;
  readonly starts: LifeProof[];
  readonly ends: LifeProof[];
}

/**
 * Joins proofs into lives. What speaks of the same id, or of a moment that may be the same, belongs together; an end belongs to
 * the life that is open. A start while one is open begins another, and the end of the former stays unproven; so does the start
 * of a life of which only another end is known.
 *
 * @param rows in order of time
 */
export function lifetimesOf(rows: readonly EventRow[]): readonly Lifetime[] {
  const runs: Run[] = [];
  const latest = new Map<string, Run[]>();
  for (const row of rows) {
    const { fields, time } = row;
    const edge = provenEdge(fields);
    const lane = fields['exhibit.lane'];
    if (edge === null || time === null || lane === undefined) continue;
    const isPod = edge.subject === 'pod';
    const id = isPod ? (fields['orchestrator.resource.id'] ?? '') : shortId(fields['container.id']);
    const name = isPod ? '' : (fields['container.name'] ?? '');
    const proof = { event: row.id, time, resolution: row.resolution, message: row.message };
    const key = `${edge.subject} ${lane}`;
    const known = latest.get(key) ?? [];
    latest.set(key, known);
    // The newest life that this record can speak of.
    const run = known.findLast((other) => isSame(other, id, name));
    if (run !== undefined && belongs(run, edge, id, row)) {
      (edge.edge === 'start' ? run.starts : run.ends).push(proof);
      run.id ||= id;
      run.name ||= name;
      continue;
    }
    const begun: Run = { lane, subject: edge.subject, name, id, starts: [], ends: [] };
    (edge.edge === 'start' ? begun.starts : begun.ends).push(proof);
    known.push(begun);
    runs.push(begun);
  }
  return runs.map(({ id, ...run }) => ({
    ...run,
    name: run.name === '' && run.subject === 'container' ? id : run.name,
  }));
}

/** Twelve digits are what all spellings of an id share. */
function shortId(text: string | undefined): string {
  return containerIdentity(text ?? '')?.slice(0, 12) ?? '';
}

/** True unless ids or names say that it is another one. */
function isSame(run: Run, id: string, name: string): boolean {
  if (run.id !== '' && id !== '') return run.id === id;
  return run.name === name || run.name === '' || name === '';
}

function belongs(run: Run, { edge }: LifeEdge, id: string, row: EventRow): boolean {
  if (id !== '' && run.id === id) return true;
  const witnessed = edge === 'start' ? run.starts : run.ends;
  if (witnessed.some((proof) => isSameMoment(proof, row))) return edge === 'end' || run.ends.length === 0;
  return edge === 'end' && run.ends.length === 0;
}

function isSameMoment(proof: LifeProof, { time, resolution, uncertaintyNs }: EventRow): boolean {
  return time !== null && orderUndecided({ ...proof, uncertaintyNs }, { time, resolution, uncertaintyNs });
}
