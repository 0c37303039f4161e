import { ResultGone, SearchSuperseded, type QueryClient } from '../query/spec.js';
import type { QueryAnswer, QueryMethod, QueryMethods, QueryPort, QueryRequest } from './query-messages.js';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the query worker on a case's database. `tokenSeed`: as in the case's meta. */
export function startQueryClient(database: string, tokenSeed: string): QueryClient {
  const worker = new Worker(new URL('./query.worker.ts', import.meta.url), { type: 'module', name: 'query' });
  const client = connectQueries(worker, database, tokenSeed, () => worker.terminate());
  worker.addEventListener('error', (event) => client.fail(`The query worker stopped: ${event.message}`));
  return client;
}

/** Speaks with the query worker at the other end of a port. */
export function connectQueries(
  port: QueryPort,
  database: string,
  tokenSeed: string,
  onClose: () => void,
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
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(toError(answer.error));
  });
  port.postMessage({ type: 'open', database, tokenSeed });

  return {
    load: call('load'),
    search: call('search'),
    rows: call('rows'),
    histogram: call('histogram'),
    lanes: call('lanes'),
    facets: call('facets'),
    detail: call('detail'),
    position: call('position'),
    rowsById: call('rowsById'),
    locate: call('locate'),
    export: call('export'),
    suggest: call('suggest'),
    sourceTimes: call('sourceTimes'),
    close() {
      fail('The case was closed');
      onClose();
    },
    fail,
  };
}

/** Errors lose their class on the way; the two that callers tell apart get it back. */
function toError({ name, message }: { readonly name: string; readonly message: string }): Error {
  if (name === 'SearchSuperseded') return new SearchSuperseded();
  if (name === 'ResultGone') return new ResultGone();
  return new Error(message);
}
