/** Every count that stands on the screen or in a file, against a plain scan of the raw files. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeIncident } from './evidence.js';
import { Examiner } from './examiner.js';
import { readCsv } from './hostile-text/read-csv.js';
import { isPlain, readPlainIncident, type PlainEvent } from './plain-incident.js';
import { RunningExhibit } from './running-exhibit.js';

type Test = (event: PlainEvent) => boolean;

const is =
  (field: string, ...values: readonly string[]): Test =>
  ({ fields }) =>
    values.includes((fields[field] ?? '').toLowerCase());
const like =
  (field: string, pattern: RegExp): Test =>
  ({ fields }) =>
    pattern.test(fields[field] ?? '');
const states =
  (field: string): Test =>
  ({ fields }) =>
    fields[field] !== undefined;
const number =
  (field: string, holds: (value: number) => boolean): Test =>
  ({ fields }) =>
    fields[field] !== undefined && holds(Number(fields[field]));
const holds =
  (pattern: RegExp): Test =>
  ({ texts }) =>
    texts.some((text) => pattern.test(text));
const not =
  (test: Test): Test =>
  (event) =>
    !test(event);
const both =
  (...tests: readonly Test[]): Test =>
  (event) =>
    tests.every((test) => test(event));
const either =
  (...tests: readonly Test[]): Test =>
  (event) =>
    tests.some((test) => test(event));
const between =
  (from: string, to: string): Test =>
  ({ ns }) =>
    ns >= BigInt(Date.parse(from)) * 1_000_000n && ns < BigInt(Date.parse(to)) * 1_000_000n;

/** The query language with all its operators, and what each query means in plain words of code. */
const QUERIES: readonly (readonly [string, Test])[] = [
  ['', () => true],
  ['nsenter', holds(/(?<![\p{L}\p{N}_])nsenter(?![\p{L}\p{N}_])/iu)],
  ['"/etc/shadow"', holds(/\/etc\/shadow(?![\p{L}\p{N}_])/iu)],
  ['*kdevtmpfs*', holds(/kdevtmpfs/i)],
  ['/\\/tmp\\/\\.x\\/\\w+/', holds(/\/tmp\/\.x\/\w+/)],
  ['not *kdevtmpfs*', not(holds(/kdevtmpfs/i))],
  ['exhibit.format: falco', is('exhibit.format', 'falco')],
  ['exhibit.format: (falco or aws-cloudtrail)', is('exhibit.format', 'falco', 'aws-cloudtrail')],
  ['EXHIBIT.OUTCOME: Denied', is('exhibit.outcome', 'denied')],
  [
    'exhibit.outcome: *ed and not exhibit.outcome: allowed',
    both(like('exhibit.outcome', /ed$/), not(is('exhibit.outcome', 'allowed'))),
  ],
  ['user.name: system\\:node\\:*', like('user.name', /^system:node:/)],
  ['user.name: *storefront', like('user.name', /storefront$/)],
  ['user.name: r??t', like('user.name', /^r..t$/)],
  [
    'rule.name: "Drop and execute new binary in container"',
    is('rule.name', 'drop and execute new binary in container'),
  ],
  ['process.name: /^(ba|da)?sh$/', like('process.name', /^(?:ba|da)?sh$/)],
  ['process.name: /^SH$/i', like('process.name', /^sh$/i)],
  ['exhibit.severity >= 7', number('exhibit.severity', (value) => value >= 7)],
  ['exhibit.severity > 3 and exhibit.severity <= 7', number('exhibit.severity', (value) => value > 3 && value <= 7)],
  ['http.response.status_code < 300', number('http.response.status_code', (value) => value < 300)],
  ['http.response.status_code: 403', is('http.response.status_code', '403')],
  ['process.pid >= 1000', number('process.pid', (value) => value >= 1000)],
  ['source.ip: 198.51.100.0/24', like('source.ip', /^198\.51\.100\./)],
  ['source.ip: 10.0.*', like('source.ip', /^10\.0\./)],
  ['container.id: *', states('container.id')],
  ['not container.id: * and not user.name: *', both(not(states('container.id')), not(states('user.name')))],
  ['@timestamp: "2026-10-14T09:02"', between('2026-10-14T09:02:00Z', '2026-10-14T09:03:00Z')],
  [
    '@timestamp >= "2026-10-14T09:00" and @timestamp < "2026-10-14T09:15:30"',
    between('2026-10-14T09:00:00Z', '2026-10-14T09:15:30Z'),
  ],
  ['@timestamp > 2026-10-14', () => false],
  [
    'event.action: ("get secrets" or "list secrets") or (event.action: create* and orchestrator.namespace: shop)',
    either(
      is('event.action', 'get secrets', 'list secrets'),
      both(like('event.action', /^create/i), is('orchestrator.namespace', 'shop')),
    ),
  ],
  [
    'exhibit.source.member: *ip-10-0-27-8* and host.name: *',
    both(like('exhibit.source.member', /ip-10-0-27-8/), states('host.name')),
  ],
  [
    'cloud.region: eu-* and not (user.name: shop-prod-node or event.action: Describe*)',
    both(
      like('cloud.region', /^eu-/),
      not(either(is('user.name', 'shop-prod-node'), like('event.action', /^describe/i))),
    ),
  ],
];

const LARGE = 1500;

/** Fields of the groups, in turn. */
const GROUPED = ['event.action', 'exhibit.outcome', 'user.name'] as const;

const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;
const numberOf = (text: string): number => Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', ''));

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

const countBy = (events: readonly PlainEvent[], field: string): ReadonlyMap<string, readonly PlainEvent[]> =>
  groupsOf(events, ({ fields }) => fields[field] ?? '');
const sizes = (groups: ReadonlyMap<string, readonly unknown[]>) =>
  new Map([...groups].map(([value, events]) => [value, events.length]));
const inTime = (events: readonly PlainEvent[]) =>
  events.map(({ ns }) => ns).toSorted((a, b) => (a < b ? -1 : Number(a > b)));

const utc = (ns: bigint): string =>
  `${new Date(Number(ns / 1_000_000n)).toISOString().slice(0, -1)}${String(ns % 1_000_000n).padStart(6, '0')}Z`;

describe('counts on the screen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-counts-'));
  const exhibit = new RunningExhibit();
  let examiner: Examiner;
  let page: Page;
  let all: readonly PlainEvent[];

  beforeAll(async () => {
    all = await readPlainIncident();
    const archive = join(folder, 'incident.tar.gz');
    await writeIncident(archive, isPlain);
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-C');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(join(folder, 'case'));
    await start.getByRole('button', { name: 'Make the case' }).click();
    page = await exhibit.page('case');
    // As high as all lanes, so that every head is drawn.
    await page.setViewportSize({ width: 1800, height: 2400 });
    examiner = new Examiner(page);
    await examiner.drop([archive]);
    await examiner.importDropped('The shop');
  }, 180_000);
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const showRows = async (rows: 'events' | 'groups'): Promise<void> => {
    const group = page.getByRole('button', { name: 'Group', exact: true });
    if (((await group.getAttribute('aria-pressed')) === 'true') !== (rows === 'groups')) await group.click();
  };

  it('read the raw files to the same number of events', async () => {
    expect(all.length).toBeGreaterThan(5000);
    expect(new Set(all.map(({ format }) => format)).size).toBe(3);
    expect(await examiner.query('')).toBe(
      `shown ${counted(all.length, 'event').replace(' ', ` of ${all.length.toLocaleString('en-GB')} `)} (0 undated)`,
    );
  });

  describe.each(QUERIES.map(([query, test], index) => [query, test, GROUPED[index % GROUPED.length]!] as const))(
    'under %s',
    (query, test, field) => {
      let wanted: readonly PlainEvent[];

      beforeAll(async () => {
        wanted = all.filter(test);
        await examiner.query(query);
      });

      it('stand over the rows, in the histogram and on every lane', async () => {
        const total = all.length.toLocaleString('en-GB');
        await page
          .getByText(`shown ${wanted.length.toLocaleString('en-GB')} of ${total} events (0 undated)`, { exact: true })
          .waitFor();
        const summary = page.getByText(/the busiest of \d+ bars holds/);
        await summary
          .filter({ hasText: new RegExp(`^${counted(wanted.length, 'dated event')};`) })
          .waitFor({ state: 'attached' });
        await showRows('events');
        if (wanted.length > 0) await page.locator(`[role="grid"][aria-rowcount="${wanted.length + 1}"]`).waitFor();
        const plain = countBy(wanted, 'exhibit.lane');
        await expect.poll(() => lanesOnScreen(page).then(sumOf)).toBe(wanted.length);
        for (const { names, events } of await lanesOnScreen(page))
          expect([names, events]).toEqual([
            names,
            sumOf(names.map((name) => ({ events: plain.get(name)?.length ?? 0 }))),
          ]);
      });

      it(`stand in the groups by ${field}`, async () => {
        await showRows('groups');
        const plain = countBy(wanted, field);
        await chooseGroup(page, field);
        const head = `${counted(plain.size, 'group')} of ${counted(wanted.length, 'event')}`;
        await page
          .locator('.stacking-head output')
          .filter({ hasText: new RegExp(`^${head}(?:,|$)`) })
          .waitFor();
        await page.locator('.stacking[aria-busy="false"]').waitFor();
        if (wanted.length === 0) return;
        const rows = await groupsOnScreen(page.getByRole('table', { name: `Groups of events by ${field}` }));
        expect(rows).toHaveLength(Math.min(plain.size, 200));
        for (const { value, ...row } of rows) {
          const events = plain.get(value) ?? [];
          const times = inTime(events);
          expect([value, row]).toEqual([
            value,
            {
              count: events.length,
              workloads: new Set(events.map(({ fields }) => fields['exhibit.lane'])).size,
              first: utc(times[0] ?? 0n),
              last: utc(times.at(-1) ?? 0n),
            },
          ]);
        }
      });

      it('stand in the dialog that marks all, and in both exports', async () => {
        if (wanted.length === 0) return;
        await page.getByRole('button', { name: 'Mark all shown (B)' }).click();
        const marks = page.getByRole('dialog', { name: `Mark ${counted(wanted.length, 'event')}`, exact: true });
        await marks.getByRole('button', { name: 'Cancel' }).click();
        await marks.waitFor({ state: 'detached' });
        // Writing thousands of events takes seconds: of the large answers only that of everything is exported.
        if (query !== '' && wanted.length > LARGE) return;
        const plain = sizes(countBy(wanted, 'exhibit.source.member'));
        const csv = readCsv(await exported(page, 'CSV', wanted.length));
        const column = csv[0]?.indexOf('member') ?? -1;
        expect(sizes(groupsOf(csv.slice(1), (cells) => cells[column] ?? ''))).toEqual(plain);
        const ndjson = (await exported(page, 'NDJSON', wanted.length)).trimEnd().split('\n');
        const lines = ndjson.map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
        expect(sizes(groupsOf(lines, (line) => line['exhibit.source.member'] ?? ''))).toEqual(plain);
        expect(lines.map((line) => line['@timestamp'])).toEqual(inTime(wanted).map(utc));
      });
    },
  );

  it('stand in the overview: totals, coverage, most frequent and rarest values', async () => {
    await examiner.query('');
    await examiner.goTo('Overview');
    await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    const totals = await page.locator('.overview-totals').innerText();
    expect(totals).toMatch(new RegExp(`^${counted(all.length, 'event')} of [\\d,]+ records in 1 exhibit,`));

    const tracks = await page.locator('.coverage tbody tr').evaluateAll((rows) =>
      rows.map((row) => ({
        source: row.querySelector('th button bdi')?.textContent ?? '',
        kind: row.querySelector('th button .muted')?.textContent ?? '',
        count: Number(row.querySelector('td.number')?.textContent.replaceAll(',', '')),
      })),
    );
    const byMember = countBy(all, 'exhibit.source.member');
    const byHost = countBy(all, 'host.name');
    const memberRows = tracks.filter(({ source }) => byMember.has(source));
    for (const { source, count } of memberRows) expect([source, count]).toEqual([source, byMember.get(source)?.length]);
    const nodes = tracks.filter(({ kind }) => kind === 'node');
    expect(nodes.length).toBeGreaterThan(1);
    for (const { source, count } of nodes) expect([source, count]).toEqual([source, byHost.get(source)?.length]);
    expect(tracks[0]?.count).toBe(all.length);

    const lists = await page.locator('.overview-groups section').evaluateAll((sections) =>
      sections.map((section) => ({
        title: section.querySelector('h3')?.firstChild?.textContent?.trim() ?? '',
        items: Array.from(section.querySelectorAll('.overview-item'), (item) => ({
          field: (item.getAttribute('title') ?? '').replace('Only events with this ', ''),
          value: item.querySelector('bdi')?.textContent ?? '',
          count: Number(item.querySelector('.number')?.textContent.replaceAll(',', '')),
        })),
      })),
    );
    const known = lists.filter(({ items }) => LISTED.has(items[0]?.field ?? ''));
    expect(known.length).toBeGreaterThanOrEqual(LISTED.size);
    for (const { title, items } of known) {
      const plain = countBy(all.filter(states(items[0]?.field ?? '')), items[0]?.field ?? '');
      for (const { value, count } of items)
        expect([title, value, count]).toEqual([title, value, plain.get(value)?.length]);
      const sizes = [...plain.values()].map((events) => events.length).toSorted((a, b) => b - a);
      const expected = title === 'Rarest actions' ? sizes.toReversed() : sizes;
      expect(items.map(({ count }) => count)).toEqual(expected.slice(0, items.length));
    }
  });
});

/** Fields of the overview's lists that the plain scan reads, and whose values stand there as they are written. */
const LISTED: ReadonlySet<string> = new Set([
  'exhibit.format',
  'host.name',
  'user.name',
  'exhibit.outcome',
  'rule.name',
  'event.action',
  'source.ip',
]);

interface LaneHead {
  readonly names: readonly string[];
  readonly events: number;
}

const sumOf = (rows: readonly { readonly events: number }[]): number =>
  rows.reduce((sum, { events }) => sum + events, 0);

/** Heads of the lanes: all names of a lane, and the count that stands with it. */
async function lanesOnScreen(page: Page): Promise<readonly LaneHead[]> {
  const titles = await page
    .locator('.lane-head-lane .lane-label')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('title') ?? ''));
  return titles.map((title) => {
    const lines = title.split('\n');
    return {
      names: lines.slice(0, -1).map((line) => line.replace(/^also /, '')),
      events: numberOf(lines.at(-1) ?? ''),
    };
  });
}

async function chooseGroup(page: Page, field: string): Promise<void> {
  const first = page.getByRole('button', { name: /Group by/ });
  if ((await first.innerText()).includes(field)) return;
  await first.click();
  await page.getByRole('option', { name: field, exact: true }).click();
}

async function groupsOnScreen(table: Locator) {
  return table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const [count, , workloads] = Array.from(row.querySelectorAll('td.number'), ({ textContent }) =>
        Number(textContent.replaceAll(',', '')),
      );
      const [first, last] = Array.from(row.querySelectorAll('time'), ({ dateTime }) => dateTime);
      const value =
        row.querySelector('.stack-only .muted') === null ? (row.querySelector('.stack-only')?.textContent ?? '') : '';
      return { value, count, workloads, first, last };
    }),
  );
}

/** Exports what is shown, and gives back the text of the file. */
async function exported(page: Page, format: 'CSV' | 'NDJSON', events: number): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the events shown' });
  await dialog.getByRole('radio', { name: format, exact: true }).click();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const messages = page.getByRole('region', { name: 'Messages' });
  const said = messages.getByText(`${counted(events, 'event')} saved to `);
  const path = (await said.innerText()).replace(/^.* saved to /, '');
  await messages.getByRole('button', { name: 'Dismiss this message' }).click();
  return readFileSync(path, 'utf8');
}
