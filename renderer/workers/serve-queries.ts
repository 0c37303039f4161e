import { DamagedRows } from '../db/damaged-rows.js';
import type { QueryAnswer, QueryMethods, QueryPort, QueryRequest } from './query-messages.js';

/** Answers calls that come through a port with the engine that `open` makes. Calls run side by side; answers carry their number. */
export function serveQueries(port: QueryPort, open: (database: string, tokenSeed: string) => QueryMethods): void {
  let engine: QueryMethods | null = null;
  port.addEventListener('message', ({ data }) => {
    const request = data as QueryRequest;
    if (request.type === 'open') {
      engine = open(request.database, request.tokenSeed);
      return;
    }
    if (engine === null) throw new Error(`${request.method} was asked before a case was opened`);
    void answer(engine, request).then((message) => port.postMessage(message));
  });
}

async function answer(
  engine: QueryMethods,
  { id, method, args }: QueryRequest & { readonly type: 'call' },
): Promise<QueryAnswer> {
  try {
    // The request type ties arguments to their method; a call through the union of both cannot be typed.
    const call = engine[method].bind(engine) as (...args: readonly unknown[]) => Promise<unknown>;
    return { id, ok: true, value: await call(...args) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const damaged = error instanceof DamagedRows ? { exhibit: error.exhibit } : null;
    return { id, ok: false, error: { name, message, damaged } };
  }
}
