import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DROP_CHANNEL } from '../../../../main/bridge/channels.js';
import type { WindowContext } from '../../../../main/bridge/context.js';
import type { HostInfo, PickToken } from '../../../../main/bridge/contract.js';
import { hearDrops } from '../../../../main/bridge/drops.js';
import { createPickRegistry } from '../../../../main/bridge/pick-registry.js';
import type { IpcMainSlice } from '../../../../main/slice.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-drop-'));
  writeFileSync(join(folder, 'a.log'), 'abc');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setup(role: HostInfo['role'] = 'case') {
  const heard: unknown[] = [];
  const picks = createPickRegistry();
  const contents = {
    send: (_channel: string, message: string) => heard.push(JSON.parse(message)),
    isDestroyed: () => false,
  };
  const context = { info: { role }, picks, window: { webContents: contents } } as unknown as WindowContext;
  const ipcMain = new EventEmitter();
  hearDrops(ipcMain as unknown as IpcMainSlice, () => context);
  const send = async (message: string, { url = 'app://exhibit/index.html', isAnswered = false } = {}) => {
    ipcMain.emit(DROP_CHANNEL, { sender: { id: 1 }, senderFrame: { url, parent: null } }, message);
    // What is refused is refused at once; an answer may take a while.
    for (let waited = 0; waited < (isAnswered ? 5000 : 60) && heard.length === 0; waited += 20) await wait(20);
    return heard;
  };
  return { send, picks };
}

test('a drop becomes a token; the page is not told the path', async () => {
  const { send, picks } = setup();
  const heard = await send(JSON.stringify([join(folder, 'a.log'), folder, '']), { isAnswered: true });
  expect(heard).toMatchObject([
    [
      'evidence.dropped',
      {
        entries: [
          { name: 'a.log', kind: 'file', bytes: 3 },
          { kind: 'folder', bytes: 3 },
        ],
      },
    ],
  ]);
  expect(JSON.stringify(heard)).not.toContain(folder);
  const { token } = (heard as [string, { token: PickToken }][])[0]![1];
  expect(picks.redeem(token)).toEqual([join(folder, 'a.log'), folder]);
  expect(() => picks.redeem(token)).toThrow(/unknown here or was used/);
});

test.each([
  ['what is no list', '{"a":1}'],
  ['what is no JSON', 'x'],
  ['what is not there', '["/no/such/file"]'],
  ['a path with NUL', '["/etc\\u0000/x"]'],
  ['nothing', '[]'],
  ['text dragged out of a page', '[""]'],
])('%s is not answered', async (_name, message) => {
  expect(await setup().send(message)).toEqual([]);
});

test('only our own page in a case window is heard', async () => {
  const good = JSON.stringify([join(folder, 'a.log')]);
  expect(await setup().send(good, { url: 'https://evil.invalid/' })).toEqual([]);
  expect(await setup('start').send(good)).toEqual([]);
});
