/**
 * Runs in the preload's isolated world before the preload: gives it `contextBridge`, `ipcRenderer` and `webUtils` over one
 * binding that exists in this world only. Main reaches back through `exhibitHost`, a global of this world only.
 */
import type { PreloadSlice } from '../../slice.js';
import type { FileHandle, ToMain } from '../ipc-messages.js';
import { post, receive, TO_ISOLATED, TO_PAGE, type Passed, type ToIsolated } from './messages.js';

declare const exhibitSend: (message: string) => void;

type AnyFunction = (...args: readonly unknown[]) => unknown;

const functions = new Map<number, AnyFunction>();
const exposed = new Map<string, Readonly<Record<string, Passed>>>();
const listeners = new Map<string, ((event: unknown, message: string) => void)[]>();
const invocations = new Map<number, { resolve: (answer: string) => void; reject: (error: Error) => void }>();
/** Files whose path was asked for, until main takes them. */
const files = new Map<number, File>();
const handlePrefix = `file-${crypto.randomUUID()}-`;
let lastId = 0;

function passed(value: unknown): Passed {
  if (typeof value !== 'function') return { value };
  functions.set(++lastId, value as AnyFunction);
  return { fn: lastId };
}

function taken(value: Passed): unknown {
  if (!('fn' in value)) return value.value;
  const { fn } = value;
  return (...args: readonly unknown[]) => post(TO_PAGE, { type: 'callback', fn, args });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerCall(id: number, fn: number, args: readonly Passed[]): void {
  try {
    const result = functions.get(fn)?.(...args.map((arg) => taken(arg)));
    if (!(result instanceof Promise)) return post(TO_PAGE, { type: 'return', id, result: passed(result) });
    post(TO_PAGE, { type: 'pending', id });
    result.then(
      (value: unknown) => post(TO_PAGE, { type: 'settled', id, ok: true, value }),
      (error: unknown) => post(TO_PAGE, { type: 'settled', id, ok: false, message: messageOf(error) }),
    );
  } catch (error) {
    post(TO_PAGE, { type: 'throw', id, message: messageOf(error) });
  }
}

function handlesIn(message: string): FileHandle[] {
  return [...files.keys()]
    .map((index) => ({ text: `${handlePrefix}${index}.`, index }))
    .filter((handle) => message.includes(handle.text));
}

function toMain(message: ToMain): void {
  exhibitSend(JSON.stringify(message));
}

const host: PreloadSlice = {
  contextBridge: {
    exposeInMainWorld(key: string, api: Readonly<Record<string, unknown>>): void {
      const members = Object.fromEntries(Object.entries(api).map(([name, member]) => [name, passed(member)]));
      exposed.set(key, members);
      post(TO_PAGE, { type: 'expose', key, members });
    },
  },
  ipcRenderer: {
    invoke(channel, message) {
      return new Promise<string>((resolve, reject) => {
        const id = ++lastId;
        invocations.set(id, { resolve, reject });
        toMain({ type: 'invoke', id, channel, message, files: handlesIn(message) });
      });
    },
    send(channel, message) {
      toMain({ type: 'send', channel, message, files: handlesIn(message) });
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  },
  webUtils: {
    /** Only main can ask the browser for a path, and not at once: a handle goes out, main puts the path in its place. */
    getPathForFile(file: File): string {
      files.set(++lastId, file);
      return `${handlePrefix}${lastId}.`;
    },
  },
};

/** What main calls, by name, with text. */
const exhibitHost = {
  deliver(channel: string, message: string): void {
    for (const listener of listeners.get(channel) ?? []) listener({}, message);
  },
  answer(id: number, ok: boolean, text: string): void {
    const invocation = invocations.get(id);
    invocations.delete(id);
    if (ok) invocation?.resolve(text);
    else invocation?.reject(new Error(text));
  },
  file(index: number): File | undefined {
    const file = files.get(index);
    files.delete(index);
    return file;
  },
};

Object.assign(globalThis, { exhibitHost, exhibitElectron: host });

receive(TO_ISOLATED, (received) => {
  const message = received as ToIsolated;
  if (message.type === 'call') return answerCall(message.id, message.fn, message.args);
  for (const [key, members] of exposed) post(TO_PAGE, { type: 'expose', key, members });
});
