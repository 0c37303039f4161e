import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Examiner } from '../examiner.js';
import { RunningExhibit } from '../running-exhibit.js';
import { leave } from './leave.js';

const exhibit = new RunningExhibit();
const streams = createServer((socket) => socket.destroy());
const datagrams = createSocket('udp4');
let examiner: Examiner;
let heard = 0;

beforeAll(async () => {
  streams.on('connection', () => (heard += 1));
  streams.listen(0, '127.0.0.1');
  await once(streams, 'listening');
  datagrams.on('message', () => (heard += 1));
  datagrams.bind((streams.address() as AddressInfo).port, '127.0.0.1');
  await once(datagrams, 'listening');
  const start = await exhibit.start();
  await start.getByRole('button', { name: 'Open the demonstration case' }).click();
  examiner = new Examiner(await exhibit.page('case'));
  await examiner.goTo('Time line');
  await examiner.page.getByText(/^shown [1-9]/).waitFor({ timeout: 90_000 });
});
afterAll(async () => {
  await exhibit.remove();
  streams.close();
  datagrams.close();
});

it('whatever a page of the case window tries, a machine that listens hears nothing', async () => {
  const { port } = streams.address() as AddressInfo;
  expect(await leave(examiner.page, `127.0.0.1:${port}`)).toEqual({ notRefused: [], candidates: 0, page: 'stays' });
  expect(heard).toBe(0);
  await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
  expect(heard).toBe(1);
});
