/**
 * The single door of the bridge (checklist item 17). Every call of every page passes here: the sender must be the main
 * frame of a window we opened, showing our own page; the call must exist; its arguments must be what the handler's guard
 * says; the window must have the right role. Whatever does not pass is refused without reaching a handler.
 */
import type { FrameSlice, IpcMainSlice, MessageEvent } from '../slice.js';
import { isOwnUrl } from '../security/own-url.js';
import { CALL_CHANNEL } from './channels.js';
import type { BridgeCalls, BridgeError, CallName, HostInfo, Result } from './contract.js';
import type { WindowContext } from './context.js';
import { BridgeFailure } from './failure.js';
import type { Guard } from './guards.js';

/** Longest message a page may send, UTF-16 units: a mark on a million events is 8 Mi, the ledger of 100,000 members ten times that. */
export const MAX_MESSAGE_LENGTH = 192 * 1024 * 1024;

/** One call of the contract: who may make it, with what, and what it does. Throws `BridgeFailure` for a failure the page is told of. */
export interface CallHandler<K extends CallName> {
  readonly roles: readonly HostInfo['role'][];
  readonly args: Guard<BridgeCalls[K]['args']>;
  run(context: WindowContext, ...args: BridgeCalls[K]['args']): Promise<BridgeCalls[K]['result']>;
}

/** The whole table: a missing call is a compile error. */
export type CallHandlers = { readonly [K in CallName]: CallHandler<K> };

/** The context of the window whose contents have this id; null for contents that are not ours. */
export type FindContext = (contentsId: number) => WindowContext | null;

function refuse(code: BridgeError['code'], message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

function isMainFrame(frame: FrameSlice | null): frame is FrameSlice {
  return frame !== null && frame.parent === null;
}

/** The context of the window that sent a message, or null when the sender is not the main frame of one of our pages. */
export function contextOfSender(event: MessageEvent, findContext: FindContext): WindowContext | null {
  if (!isMainFrame(event.senderFrame) || !isOwnUrl(event.senderFrame.url)) return null;
  return findContext(event.sender.id);
}

function parseCall(message: unknown): { readonly name: unknown; readonly args: unknown } | null {
  if (typeof message !== 'string' || message.length > MAX_MESSAGE_LENGTH) return null;
  try {
    const parsed: unknown = JSON.parse(message);
    return Array.isArray(parsed) && parsed.length === 2 ? { name: parsed[0], args: parsed[1] } : null;
  } catch {
    return null;
  }
}

async function run<K extends CallName>(
  handler: CallHandler<K>,
  name: K,
  context: WindowContext,
  args: unknown,
): Promise<Result<unknown>> {
  if (!handler.roles.includes(context.info.role)) return refuse('not-allowed', `${name} is not for this window.`);
  if (!handler.args(args)) return refuse('bad-arguments', `${name} was called with arguments it does not take.`);
  try {
    return { ok: true, value: await handler.run(context, ...args) };
  } catch (error) {
    if (error instanceof BridgeFailure) return refuse(error.code, error.message);
    return refuse('failed', `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Answers one message. Never rejects: a refusal is a value. */
export async function answer(
  handlers: CallHandlers,
  findContext: FindContext,
  event: MessageEvent,
  message: unknown,
): Promise<Result<unknown>> {
  const context = contextOfSender(event, findContext);
  if (context === null) return refuse('not-allowed', 'This frame may not call Exhibit.');
  const call = parseCall(message);
  if (call === null) return refuse('bad-arguments', 'The message is not a call.');
  if (typeof call.name !== 'string' || !Object.hasOwn(handlers, call.name))
    return refuse('bad-arguments', 'There is no such call.');
  const name = call.name as CallName;
  return run(handlers[name] as CallHandler<CallName>, name, context, call.args);
}

/** Opens the door: the only `ipcMain.handle` of the program. */
export function openDoor(ipcMain: IpcMainSlice, handlers: CallHandlers, findContext: FindContext): void {
  ipcMain.handle(CALL_CHANNEL, async (event, message) =>
    JSON.stringify(await answer(handlers, findContext, event, message)),
  );
}
