import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WindowContext } from '../../../../main/bridge/context.js';
import { BridgeFailure } from '../../../../main/bridge/failure.js';
import { exactly, text } from '../../../../main/bridge/guards.js';
import { answer, MAX_MESSAGE_LENGTH, openDoor, type CallHandlers } from '../../../../main/bridge/handle.js';
import type { FrameSlice, IpcMainSlice, MessageEvent } from '../../../../main/slice.js';

const OWN_FRAME: FrameSlice = { url: 'app://exhibit/index.html', parent: null };

function eventFrom(frame: FrameSlice | null, id = 1): MessageEvent {
  return { sender: { id }, senderFrame: frame };
}

/** A window of role `case`; a handler that ran leaves its arguments in `ran`. */
function setup() {
  const ran: unknown[] = [];
  const handlers = {
    'journal.read': {
      roles: ['case'],
      args: exactly(text(10)),
      run: async (_context: WindowContext, ...args: unknown[]) => {
        ran.push(args);
        if (args[0] === 'known') throw new BridgeFailure('locked', 'Open elsewhere.');
        if (args[0] === 'unknown') throw new Error('broken');
        return 'done';
      },
    },
    'case.create': { roles: ['start'], args: exactly(), run: async () => ran.push('create') },
  } as unknown as CallHandlers;
  const context = { info: { role: 'case' } } as WindowContext;
  const ask = (message: unknown, event = eventFrom(OWN_FRAME)) =>
    answer(handlers, (id) => (id === 1 ? context : null), event, message);
  return { ran, handlers, context, ask };
}

const GOOD = JSON.stringify(['journal.read', ['x']]);

describe('the door', () => {
  test('lets a good call through', async () => {
    const { ask, ran } = setup();
    expect(await ask(GOOD)).toEqual({ ok: true, value: 'done' });
    expect(ran).toEqual([['x']]);
  });

  test.each([
    ['no frame', null],
    ['a subframe of our own', { url: OWN_FRAME.url, parent: OWN_FRAME }],
    ['another host', { url: 'app://exhibit.evil/index.html', parent: null }],
    ['another scheme', { url: 'https://exhibit/index.html', parent: null }],
    ['a name in the address', { url: 'app://exhibit@evil/index.html', parent: null }],
    ['an empty address', { url: '', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
  ])('refuses a message from %s', async (_name, frame) => {
    const { ask, ran } = setup();
    expect(await ask(GOOD, eventFrom(frame))).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(ran).toEqual([]);
  });

  test('refuses contents that are no window of ours', async () => {
    const { ask, ran } = setup();
    expect(await ask(GOOD, eventFrom(OWN_FRAME, 2))).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(ran).toEqual([]);
  });

  test('refuses a call that is for another kind of window', async () => {
    const { ask, ran } = setup();
    expect(await ask('["case.create",[]]')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    expect(ran).toEqual([]);
  });

  test.each([
    ['a name of the prototype', '["constructor",[]]'],
    ['another one', '["__proto__",[]]'],
    ['an unknown name', '["journal.erase",[]]'],
    ['a name that is no text', '[7,[]]'],
    ['too many arguments', '["journal.read",["x","y"]]'],
    ['too few', '["journal.read",[]]'],
    ['an argument of another type', '["journal.read",[7]]'],
    ['an argument too long', JSON.stringify(['journal.read', ['x'.repeat(11)]])],
    ['arguments that are no list', '["journal.read",{"0":"x","length":1}]'],
    ['no JSON', 'journal.read'],
    ['a third part', '["journal.read",["x"],1]'],
    ['an object', { name: 'journal.read' }],
    ['a message too long', JSON.stringify(['journal.read', ['x'.repeat(MAX_MESSAGE_LENGTH)]])],
  ])('refuses %s', async (_name, message) => {
    const { ask, ran } = setup();
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
    expect(ran).toEqual([]);
  });

  test('answers failures as values, with their code', async () => {
    const { ask } = setup();
    expect(await ask('["journal.read",["known"]]')).toEqual({
      ok: false,
      error: { code: 'locked', message: 'Open elsewhere.' },
    });
    expect(await ask('["journal.read",["unknown"]]')).toMatchObject({ ok: false, error: { code: 'failed' } });
  });

  test('never rejects and never runs, whatever comes', async () => {
    const { ask, ran } = setup();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.anything(),
          fc.json(),
          fc.json().map((one) => `["journal.read",${one}]`),
        ),
        async (message) => {
          const before = ran.length;
          const result = await ask(message);
          expect(result.ok || ran.length === before).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is the one handler that ipcMain gets', async () => {
    const { handlers, context } = setup();
    const registered: [string, (event: MessageEvent, message: string) => Promise<string>][] = [];
    const ipcMain = {
      handle: (...one: (typeof registered)[number]) => registered.push(one),
      on: () => undefined,
    } as unknown as IpcMainSlice;
    openDoor(ipcMain, handlers, () => context);
    expect(registered).toHaveLength(1);
    const [, listener] = registered[0]!;
    expect(JSON.parse(await listener(eventFrom(OWN_FRAME), GOOD))).toEqual({ ok: true, value: 'done' });
  });
});
