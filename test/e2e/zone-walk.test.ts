/** Every place of the window, every export and the report: each time carries its zone and means the event's own instant. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { readCsv } from './hostile-text/read-csv.js';
import { RunningExhibit } from './running-exhibit.js';
import { offsetIn, saidIn, timesIn, type ShownTime } from './shown-times.js';

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

const ns = (iso: string): bigint => {
  const [, second = '', fraction = ''] = /^([^.Z]+)(?:\.(\d+))?Z$/.exec(iso) ?? [];
  return BigInt(Date.parse(`${second}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
};

/** Around the end of summer time in Berlin, 2026-10-25 01:00 UTC; the last stands before and after it by an hour on its clocks. */
const STATED = [
  '2026-10-24T23:59:59.999999999Z',
  '2026-10-25T00:30:00.123456789Z',
  '2026-10-25T00:59:59.5Z',
  '2026-10-25T01:00:00Z',
  '2026-10-25T01:30:00.123456789Z',
  '2026-10-25T05:00:00.000001Z',
];
/** An export that lost its zone: clocks of Berlin, two minutes fast. */
const ZONELESS = ['2026-10-25T01:30:00.25', '2026-10-25T04:45:00'];
const ANSWERED = ['2026-10-24T23:28:00.25Z', '2026-10-25T03:43:00Z'];

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata'] as const;

const alert = (time: string, rule: string): string =>
  `${JSON.stringify({ output: `Notice ${rule}`, priority: 'Notice', rule, source: 'syscall', time, hostname: 'node-1', output_fields: { 'container.id': 'host', 'proc.name': 'sh' } })}\n`;

describe('times of all places', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-zones-'));
  const caseFolder = join(folder, 'case');
  const exhibit = new RunningExhibit();
  const began = BigInt(Date.now()) * 1_000_000n - 10n ** 9n;
  let examiner: Examiner;
  let page: Page;
  /** Effective instants of all events with a place on the time line. */
  let known: readonly bigint[] = STATED.map(ns);

  beforeAll(async () => {
    const evidence = join(folder, 'node');
    mkdirSync(evidence);
    writeFileSync(join(evidence, 'stated.log'), STATED.map((time, index) => alert(time, `Rule ${index}`)).join(''));
    writeFileSync(join(evidence, 'zoneless.log'), ZONELESS.map((time) => alert(time, 'Zoneless')).join(''));
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-W');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    page = await exhibit.page('case');
    await page.setViewportSize({ width: 1800, height: 1300 });
    examiner = new Examiner(page);
    await examiner.drop([evidence]);
    await examiner.importDropped('Two logs of a node');
    for (const [rule, title] of [
      ['Rule 1', 'First'],
      ['Rule 4', 'An hour later'],
    ] as const) {
      await examiner.query(`rule.name: "${rule}"`);
      await examiner.chooseFirstRow();
      await examiner.makeStep(title, 'Something happened.');
    }
    await examiner.query('');
    await examiner.goTo('Case');
    await page.getByRole('button', { name: 'Add an event' }).click();
    const form = page.getByRole('form', { name: 'Stated event' });
    await form.getByLabel('When, as stated').fill('2026-10-25 01:10');
    await form.getByLabel('What happened').fill('The pager rang');
    await form.getByLabel('Source').fill('Telephone note 7');
    await form.getByLabel('Stated by').fill('R. Okafor');
    await form.getByRole('button', { name: 'Save the event' }).click();
    await form.waitFor({ state: 'detached' });
  }, 180_000);
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** All times of a place: each has a zone, and the zone is the one chosen (as its clocks stood then) or UTC. */
  const timesOf = async (scope: Locator, zone: string): Promise<readonly ShownTime[]> => {
    const times = timesIn(await saidIn(scope));
    for (const { text, offset, from } of times)
      expect([text, ['UTC', offsetIn(zone, from)].includes(offset ?? 'no zone')]).toEqual([text, true]);
    return times;
  };

  /** Those times are moments of events, and every event stands among them; nothing that is no event's moment does. */
  const areOfEvents = (times: readonly ShownTime[], events: readonly bigint[]): void => {
    expect(times.length).toBeGreaterThan(0);
    const strangers = times.filter(({ from, width }) => !events.some((at) => at >= from && at < from + width));
    expect(strangers.map(({ text }) => text)).toEqual([]);
  };
  const areAllEvents = (times: readonly ShownTime[], events: readonly bigint[]): void => {
    areOfEvents(times, events);
    const missing = events.filter((at) => !times.some(({ from, width }) => at >= from && at < from + width));
    expect(missing).toEqual([]);
  };
  /** Acts of the case: since the test began. */
  const areActs = (times: readonly ShownTime[]): void => {
    expect(times.length).toBeGreaterThan(0);
    const now = BigInt(Date.now()) * 1_000_000n;
    expect(times.filter(({ from, width }) => from + width < began || from > now)).toEqual([]);
  };

  const showRows = async (rows: 'events' | 'groups'): Promise<void> => {
    const group = page.getByRole('button', { name: 'Group', exact: true });
    if (((await group.getAttribute('aria-pressed')) === 'true') !== (rows === 'groups')) await group.click();
  };

  const walk = async (zone: string): Promise<void> => {
    await examiner.goTo('Overview');
    await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    areOfEvents(await timesOf(page.locator('.overview'), zone), known);

    await examiner.goTo('Time line');
    await examiner.query('');
    await showRows('events');
    await page.locator(`[role="grid"][aria-rowcount="${STATED.length + ZONELESS.length + 1}"]`).waitFor();
    areAllEvents(await timesOf(page.getByRole('grid', { name: 'Events' }), zone), known);
    for (const rule of ['Rule 1', 'Rule 4']) {
      await examiner.query(`rule.name: "${rule}"`);
      await examiner.chooseFirstRow();
      const at = known[Number(rule.slice(-1))]!;
      await page.locator('.detail-message').filter({ hasText: rule }).waitFor();
      areAllEvents(await timesOf(page.getByRole('region', { name: 'Times' }), zone), [at]);
    }
    await examiner.query('');
    await timesOf(page.locator('.explore-time'), zone);
    areOfEvents(await timesOf(page.getByRole('listbox', { name: 'Key events in order of time' }), zone), [
      ...known,
      ns('2026-10-25T01:10:00Z'),
    ]);
    await axisStandsRight(page, zone);
    await tooltipStandsRight(page, zone, timesOf);
    const label = page.locator('.lane-head-lane').first();
    await label.hover();
    await label.getByRole('button', { name: /^What is known of/ }).click();
    const lane = page.getByRole('dialog', { name: /^Lane / });
    await lane.getByText('First, last').waitFor();
    areOfEvents(await timesOf(lane, zone), known);
    await lane.getByRole('button', { name: 'Close' }).first().click();
    await lane.waitFor({ state: 'detached' });

    await showRows('groups');
    await page.locator('.stacking[aria-busy="false"] table').waitFor();
    areOfEvents(await timesOf(page.locator('.stacking'), zone), known);
    await page.getByRole('button', { name: 'Searches' }).click();
    const searches = page.getByRole('dialog', { name: 'Searches' });
    await timesOf(searches, zone);
    await page.keyboard.press('Escape');
    await searches.waitFor({ state: 'detached' });

    await examiner.goTo('Kill chain');
    await page.locator('.chain-table').waitFor();
    areAllEvents(await timesOf(page.locator('.chain'), zone), [known[1]!, known[4]!]);

    await examiner.goTo('Ledger');
    await page.getByRole('button', { name: 'Zones and clocks' }).click();
    const clocks = page.getByRole('dialog', { name: 'Zones and clocks of the sources' });
    await timesOf(clocks, zone);
    await page.keyboard.press('Escape');
    await clocks.waitFor({ state: 'detached' });
    // The ledger says what was recorded; a clock that was corrected changes nothing in it.
    areOfEvents(await timesOf(page.locator('.ledger'), zone), [...known, ...STATED.map(ns)]);

    await examiner.goTo('Case');
    await page.getByRole('list', { name: 'Last acts, newest first' }).getByRole('listitem').first().waitFor();
    areActs(await timesOf(page.locator('.journal'), zone));
    await timesOf(page.locator('.case-panel'), zone);
  };

  const exportedAs = async (format: 'CSV' | 'NDJSON'): Promise<string> => {
    await examiner.goTo('Time line');
    await examiner.query('');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the events shown' });
    await dialog.getByRole('radio', { name: format, exact: true }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const messages = page.getByRole('region', { name: 'Messages' });
    const path = (await messages.getByText('events saved to ').innerText()).replace(/^.* saved to /, '');
    await messages.getByRole('button', { name: 'Dismiss this message' }).click();
    return readFileSync(path, 'utf8');
  };

  /** Effective time of every placed event, as both files state it: corrected where it was, else the source's own. */
  const filesAgree = async (): Promise<void> => {
    const [head = [], ...rows] = readCsv(await exportedAs('CSV'));
    const cell = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? '';
    const fromCsv = rows.map((row) => cell(row, 'corrected time (UTC)') || cell(row, 'time (UTC)')).filter(Boolean);
    expect(fromCsv.map(ns)).toEqual(inOrder(known));
    const lines = (await exportedAs('NDJSON')).trimEnd().split('\n');
    const fromJson = lines.flatMap((line) => {
      const event = JSON.parse(line) as Readonly<Record<string, string>>;
      return event['exhibit.time.corrected'] ?? event['@timestamp'] ?? [];
    });
    expect(fromJson.map(ns)).toEqual(inOrder(known));
  };

  const reportSays = async (zone: string): Promise<void> => {
    await examiner.goTo('Report');
    const reports = join(caseFolder, 'reports');
    const before = new Set(readdirSync(reports));
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await expect
      .poll(() => readdirSync(reports).filter((name) => !before.has(name)).length, { timeout: 90_000 })
      .toBe(1);
    await page
      .getByText(/pages written to/)
      .first()
      .waitFor({ timeout: 90_000 });
    const [report = ''] = readdirSync(reports).filter((name) => !before.has(name));
    const text = execFileSync('pdftotext', ['-raw', join(reports, report), '-'], { encoding: 'utf8' });
    const times = timesIn(text.replaceAll(/\s+/g, ' '));
    for (const { text: said, offset, from } of times)
      expect([said, ['UTC', offsetIn(zone, from)].includes(offset ?? 'no zone')]).toEqual([said, true]);
    for (const at of [known[1]!, known[4]!])
      expect(times.some(({ from, width }) => at >= from && at < from + width && width === 1n)).toBe(true);
  };

  it.each(ZONES)('carry their zone and mean their instant in %s', { timeout: 240_000 }, async (zone) => {
    if (zone !== 'UTC') await examiner.chooseZone(zone);
    await walk(zone);
    await filesAgree();
    if (hasPdftotext) await reportSays(zone);
  });

  it('all move at once when a zone is answered and a clock set', { timeout: 240_000 }, async () => {
    await examiner.goTo('Ledger');
    await page.getByRole('button', { name: 'Answer the zone questions' }).click();
    const dialog = page.getByRole('dialog', { name: 'Zones and clocks of the sources' });
    await dialog.getByRole('combobox').fill('Europe/Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).first().click();
    await dialog.getByLabel(/^Clock offset/).fill('-2 min');
    await dialog.getByLabel(/^What this rests on/).fill('timedatectl');
    await dialog.getByRole('button', { name: 'Set the clock' }).click();
    await dialog.getByText('No zone question is open.').waitFor();
    // The clock of the other log was three seconds slow.
    await dialog.getByRole('button', { name: /stated\.log/ }).click();
    await dialog.getByLabel(/^Clock offset/).fill('3 s');
    await dialog.getByLabel(/^What this rests on/).fill('chronyc tracking');
    await dialog.getByRole('button', { name: 'Set the clock' }).click();
    await dialog.getByText('clock corrected by +3 s').first().waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    known = [...STATED.map((time) => ns(time) + 3_000_000_000n), ...ANSWERED.map(ns)];
    await walk('Asia/Kolkata');
    await filesAgree();
    if (hasPdftotext) await reportSays('Asia/Kolkata');
  });
});

const inOrder = (instants: readonly bigint[]): readonly bigint[] =>
  instants.toSorted((a, b) => (a < b ? -1 : Number(a > b)));

/** The ticks of the histogram, which spans the whole time: each stands where its label says. */
async function axisStandsRight(page: Page, zone: string): Promise<void> {
  const whole = timesIn(
    await page
      .locator('.range-ends')
      .last()
      .evaluate(({ textContent }) => textContent),
  );
  const [from, to] = [whole[0]?.from ?? 0n, whole[1]?.from ?? 0n];
  expect(to).toBeGreaterThan(from);
  const axis = page.locator('.timeline-axis').first();
  expect(await axis.locator('.timeline-zone').innerText()).toMatch(
    zone === 'UTC' ? /^UTC$/ : new RegExp(`^${zone} [+-]`),
  );
  const ticks = await axis.locator('.timeline-tick').evaluateAll((elements) =>
    elements.map((tick) => ({
      place: Number.parseFloat((tick as HTMLElement).style.left) / 100,
      context: tick.querySelector('.timeline-tick-context')?.textContent ?? null,
      label: tick.querySelector('.timeline-tick-label')?.textContent ?? '',
    })),
  );
  expect(ticks.length).toBeGreaterThan(2);
  let day = '';
  for (const { place, context, label } of ticks) {
    day = context ?? day;
    const at = from + BigInt(Math.round(Number(to - from) * place));
    // The ends of the range are written to the second, and clocks may change at the tick.
    const apart = [-2, 2].map((seconds) => {
      const offset = offsetIn(zone, at + BigInt(seconds) * 10n ** 9n);
      return Math.abs(Number((timesIn(`${day} ${label} ${offset}`)[0]?.from ?? 0n) - at)) / 1e9;
    });
    expect(Math.min(...apart), `${day} ${label}`).toBeLessThan(1.5);
  }
}

async function tooltipStandsRight(
  page: Page,
  zone: string,
  timesOf: (scope: Locator, zone: string) => Promise<readonly ShownTime[]>,
): Promise<void> {
  const surface = await page.locator('.lanes-surface').boundingBox();
  if (surface === null) throw new Error('no lanes');
  await page.mouse.move(surface.x + surface.width / 2, surface.y + 10);
  await page.mouse.move(surface.x + surface.width / 3, surface.y + 12);
  const tooltip = page.locator('.lane-tooltip');
  await tooltip.waitFor();
  const times = await timesOf(tooltip, zone);
  expect(new Set(times.map(({ from }) => from)).size).toBe(1);
  expect(times).toHaveLength(zone === 'UTC' ? 1 : 2);
  await page.mouse.move(0, 0);
}
