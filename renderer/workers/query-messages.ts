import type { QueryClient } from '../query/spec.js';

/** What can be asked of the query worker: the methods of `QueryClient`. */
export type QueryMethods = Omit<QueryClient, 'close'>;
export type QueryMethod = keyof QueryMethods;

/** From the page. `open` comes first and once. */
export type QueryRequest =
  | { readonly type: 'open'; readonly database: string; readonly tokenSeed: string }
  | {
      readonly [Method in QueryMethod]: {
        readonly type: 'call';
        readonly id: number;
        readonly method: Method;
        readonly args: Parameters<QueryMethods[Method]>;
      };
    }[QueryMethod];

/** From the worker: the answer to the call of that number. */
export type QueryAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: QueryFailure };

/** An error on its way between workers, which keeps no class. */
export interface QueryFailure {
  readonly name: string;
  readonly message: string;
  /** Of `DamagedRows`: the exhibit whose rows they are. */
  readonly damaged: { readonly exhibit: number | null } | null;
}

/** A worker, or one end of a message channel. */
export interface QueryPort {
  postMessage(message: QueryRequest | QueryAnswer): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
