import type { CDPSession } from 'playwright-core';
import type { IpcMainSlice, MessageEvent } from '../slice.js';
import type { FileHandle, ToMain } from './ipc-messages.js';

type Handler = (event: MessageEvent, message: string) => Promise<string>;
type Listener = (event: MessageEvent, message: string) => void;

const handlers = new Map<string, Handler>();
const listeners = new Map<string, Listener[]>();

export const ipcMain: IpcMainSlice = {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`A second handler for ${channel}.`);
    handlers.set(channel, handler);
  },
  on(channel, listener) {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
  },
};

/** Name of the preload's world and of the binding that exists in it only. */
export const ISOLATED_WORLD = 'exhibit-preload';
export const BINDING = 'exhibitSend';

async function callHost(
  cdp: CDPSession,
  contextId: number,
  body: string,
  args: readonly unknown[],
): Promise<string | undefined> {
  const { result } = await cdp.send('Runtime.callFunctionOn', {
    executionContextId: contextId,
    functionDeclaration: `function (...args) { return exhibitHost.${body}(...args); }`,
    arguments: args.map((value) => ({ value })),
  });
  return result.objectId;
}

/** Hands a message to the preload's listeners; a page that is gone hears nothing. */
export async function deliver(cdp: CDPSession, contextId: number, channel: string, message: string): Promise<void> {
  await callHost(cdp, contextId, 'deliver', [channel, message]).catch(() => undefined);
}

async function pathOf(cdp: CDPSession, contextId: number, handle: FileHandle): Promise<string> {
  const objectId = await callHost(cdp, contextId, 'file', [handle.index]);
  if (objectId === undefined) return '';
  const { path } = await cdp.send('DOM.getFileInfo', { objectId });
  await cdp.send('Runtime.releaseObject', { objectId });
  return path;
}

/** Puts paths in the place of the handles that the preload's `getPathForFile` gave out. */
async function withPaths(
  cdp: CDPSession,
  contextId: number,
  message: string,
  files: readonly FileHandle[],
): Promise<string> {
  let text = message;
  for (const handle of files) {
    const path = await pathOf(cdp, contextId, handle);
    text = text.replaceAll(handle.text, () => JSON.stringify(path).slice(1, -1));
  }
  return text;
}

async function invoke(event: MessageEvent, channel: string, message: string): Promise<string> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, message);
}

/** Takes what the preload sent over the binding to the handlers of `ipcMain`, and the answer back. */
export async function dispatch(
  cdp: CDPSession,
  contextId: number,
  event: MessageEvent,
  payload: string,
): Promise<void> {
  const sent = JSON.parse(payload) as ToMain;
  const message = await withPaths(cdp, contextId, sent.message, sent.files);
  if (sent.type === 'send') {
    for (const listener of listeners.get(sent.channel) ?? []) listener(event, message);
    return;
  }
  const answered = await invoke(event, sent.channel, message).then(
    (text) => [sent.id, true, text],
    (error: unknown) => [sent.id, false, error instanceof Error ? error.message : String(error)],
  );
  await callHost(cdp, contextId, 'answer', answered).catch(() => undefined);
}
