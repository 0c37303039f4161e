import { DamagedRows } from '../db/damaged-rows.js';
import { ResultGone, SearchSuperseded, type QueryClient } from '../query/spec.js';
import type {
  QueryAnswer,
  QueryFailure,
  QueryMethod,
  QueryMethods,
  QueryPort,
  QueryRequest,
} from './query-messages.js';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts the query worker on a case's database.
 *
 * @param tokenSeed as in the case's meta
 * @param onDamage told of every call that met rows which the disk lost or changed, before the call is rejected
 */
export function startQueryClient(
  database: string,
  tokenSeed: string,
  onDamage: (error: DamagedRows) => void,
): QueryClient {
  const worker = new Worker(new URL('./query.worker.ts', import.meta.url), { type: 'module', name: 'query' });
  const client = connectQueries(worker, database, tokenSeed, { onClose: () => worker.terminate(), onDamage });
  worker.addEventListener('error', (event) => client.fail(`The query worker stopped: ${event.message}`));
  return client;
}

/** Speaks with the query worker at the other end of a port. */
export function connectQueries(
  port: QueryPort,
  database: string,
  tokenSeed: string,
  { onClose, onDamage }: { readonly onClose: () => void; readonly onDamage: (error: DamagedRows) => void },
): QueryClient & { /** Rejects everything under way. */ fail(reason: string): void } {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let closed: string | null = null;

  const fail = (reason: string): void => {
    closed = reason;
    for (const { reject } of pending.values()) reject(new Error(reason));
    pending.clear();
  };

  const call = <Method extends QueryMethod>(method: Method) => {
    return (...args: Parameters<QueryMethods[Method]>): ReturnType<QueryMethods[Method]> => {
      const answered = new Promise<unknown>((resolve, reject) => {
        if (closed !== null) {
          reject(new Error(closed));
          return;
        }
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        port.postMessage({ type: 'call', id: lastId, method, args } as QueryRequest);
      });
      return answered as ReturnType<QueryMethods[Method]>;
    };
  };

  port.addEventListener('message', ({ data }) => {
    const answer = data as QueryAnswer;
    const waiting = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.ok) {
      waiting?.resolve(answer.value);
      return;
    }
    const error = toError(answer.error);
    if (error instanceof DamagedRows) onDamage(error);
    waiting?.reject(error);
  });
  port.postMessage({ type: 'open', database, tokenSeed });

  return {
    load: call('load'),
    search: call('search'),
    rows: call('rows'),
    histogram: call('histogram'),
    laneList: call('laneList'),
    laneNames: call('laneNames'),
    laneBins: call('laneBins'),
    lifetimes: call('lifetimes'),
    facets: call('facets'),
    stack: call('stack'),
    longestSilence: call('longestSilence'),
    detail: call('detail'),
    position: call('position'),
    rowsById: call('rowsById'),
    locate: call('locate'),
    export: call('export'),
    suggest: call('suggest'),
    describe: call('describe'),
    incompleteMarks: call('incompleteMarks'),
    marksOf: call('marksOf'),
    markedEvents: call('markedEvents'),
    sourceTimes: call('sourceTimes'),
    close() {
      fail('The case was closed');
      onClose();
    },
    fail,
  };
}

/** Errors lose their class on the way; those that callers tell apart get it back. */
function toError({ name, message, damaged }: QueryFailure): Error {
  if (damaged !== null) return new DamagedRows(damaged.exhibit, message);
  if (name === 'SearchSuperseded') return new SearchSuperseded();
  if (name === 'ResultGone') return new ResultGone();
  return new Error(message);
}
