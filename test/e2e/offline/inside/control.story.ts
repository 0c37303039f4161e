import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../main/chromium/browser/find-browser.js';
import { FAR_IPV4, FAR_IPV6, OUTSIDE, packets } from '../namespace.js';

async function send(type: 'udp4' | 'udp6', address: string): Promise<void> {
  const socket = createSocket(type);
  const failed = once(socket, 'error').then(([error]) => Promise.reject(error));
  await Promise.race([new Promise((done) => socket.send('x', 9, address, done)), failed]);
  socket.close();
}

describe('what would leave is counted', () => {
  it.each([
    ['udp4', FAR_IPV4, OUTSIDE],
    ['udp6', FAR_IPV6, OUTSIDE],
    ['udp4', '127.0.0.1', 'lo'],
  ] as const)('one datagram over %s to %s raises the counter', async (type, address, name) => {
    const before = packets(name);
    await send(type, address);
    expect(packets(name)).toBeGreaterThan(before);
  });

  it('a browser without our walls raises it', async () => {
    const before = packets(OUTSIDE);
    const { executable, args, env } = await findBrowser();
    const browser = await chromium.launch({
      executablePath: executable,
      args: [...args],
      env: { ...process.env, ...env },
      chromiumSandbox: process.getuid?.() !== 0,
    });
    try {
      const page = await browser.newPage();
      await page.evaluate((url) => void fetch(url).catch(() => undefined), `http://${FAR_IPV4}/`);
      await expect.poll(() => packets(OUTSIDE), { timeout: 30_000 }).toBeGreaterThan(before);
      const afterAddress = packets(OUTSIDE);
      await page.evaluate((url) => void fetch(url).catch(() => undefined), 'http://machine.example.org/');
      await expect.poll(() => packets(OUTSIDE), { timeout: 30_000 }).toBeGreaterThan(afterAddress);
    } finally {
      await browser.close();
    }
  });
});
