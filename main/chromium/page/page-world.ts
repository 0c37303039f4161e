/** Runs in the page's own world before its scripts: puts what the preload exposes on `window`, frozen. */
import { post, receive, TO_ISOLATED, TO_PAGE, type Passed, type ToPage } from './messages.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Outcome = Extract<ToPage, { type: 'return' | 'throw' | 'pending' }>;

const callbacks = new Map<number, (...args: readonly unknown[]) => void>();
const waiting = new Map<number, Waiting>();
/** Outcome of the call being made: set while `post` runs. */
const outcomes = new Map<number, Outcome>();
let lastId = 0;

function passed(value: unknown): Passed {
  if (typeof value !== 'function') return { value };
  callbacks.set(++lastId, value as (...args: readonly unknown[]) => void);
  return { fn: lastId };
}

function call(fn: number, args: readonly unknown[]): unknown {
  const id = ++lastId;
  post(TO_ISOLATED, { type: 'call', id, fn, args: args.map((arg) => passed(arg)) });
  const outcome = outcomes.get(id);
  outcomes.delete(id);
  if (outcome === undefined) throw new Error('The preload did not answer.');
  if (outcome.type === 'throw') throw new Error(outcome.message);
  if (outcome.type === 'return') return taken(outcome.result);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function taken(value: Passed): unknown {
  if (!('fn' in value)) return value.value;
  const { fn } = value;
  return (...args: readonly unknown[]) => call(fn, args);
}

function expose(key: string, members: Readonly<Record<string, Passed>>): void {
  if (Object.hasOwn(window, key)) return;
  const entries = Object.entries(members).map(([name, member]) => [name, taken(member)] as const);
  Object.defineProperty(window, key, { value: Object.freeze(Object.fromEntries(entries)), enumerable: true });
}

function settle(message: Extract<ToPage, { type: 'settled' }>): void {
  const waiter = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.ok) waiter?.resolve(message.value);
  else waiter?.reject(new Error(message.message));
}

if (window === window.top) {
  receive(TO_PAGE, (received) => {
    const message = received as ToPage;
    switch (message.type) {
      case 'expose':
        return expose(message.key, message.members);
      case 'return':
      case 'throw':
      case 'pending':
        outcomes.set(message.id, message);
        return;
      case 'settled':
        return settle(message);
      case 'callback':
        return callbacks.get(message.fn)?.(...message.args);
    }
  });
  // Whichever world runs first, the other one is heard.
  post(TO_ISOLATED, { type: 'hello' });
}
