import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCase } from '../../main/services/case-folder.js';
import { runExhibit } from '../support/run-exhibit.js';
import { Examiner } from './examiner.js';
import { makeReadyCase } from './ready-case.js';
import { RunningExhibit, until } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

describe('a case that goes to another machine', () => {
  const away = mkdtempSync(join(tmpdir(), 'exhibit-away-'));
  const here = new RunningExhibit();
  const there = new RunningExhibit();
  const folder = join(here.userData, 'Exhibit/2026-117');
  const archive = join(away, '2026-117.exhibit');

  beforeAll(() => makeReadyCase(folder));
  afterAll(async () => {
    await here.remove();
    await there.remove();
    rmSync(away, { recursive: true, force: true });
  });

  it('is written without its evidence from the window', async () => {
    const start = await here.start();
    await start.getByLabel('Path of the case folder').fill(folder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    const page = await here.page('case');
    await new Examiner(page).goTo('Case');
    const panel = page.getByRole('region', { name: 'Archive of the case' });
    await panel.getByRole('radio', { name: 'Without evidence' }).click();
    await panel.getByLabel('Path of the archive').fill(archive);
    expect(await seriousFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Write the archive' }).press('Enter');
    await panel.getByText(/ written to/).waitFor();
    await page.getByText(/Exported archive without evidence/).waitFor();
    await here.stop();
    // What is left of the first machine: the evidence, under another name.
    renameSync(join(folder, 'evidence/JS-1/alerts.json'), join(away, 'alerts copy.json'));
    rmSync(folder, { recursive: true });
  });

  it('opens on the other, where its evidence is found again by its hash', async () => {
    const start = await there.start();
    await start.getByLabel('Path of an archive').fill(archive);
    await start.getByRole('button', { name: 'Open the archive' }).press('Enter');
    const page = await there.page('case');
    await page.getByText(/JS\/1 \(alerts.json\) could not be read again/).waitFor();
    await new Examiner(page).goTo('Case');
    const panel = page.getByRole('region', { name: 'Archive of the case' });
    await panel.getByRole('list', { name: 'Exhibits without evidence' }).getByText('JS/1').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await panel.getByLabel('Path of a file or folder to look in').fill(away);
    await panel.getByRole('button', { name: 'Look there' }).click();
    await panel.getByRole('list', { name: 'Exhibits without evidence' }).waitFor({ state: 'detached' });
    await new Examiner(page).goTo('Time line');
    await page.getByText(/^shown 3 of 3/).waitFor();
    await there.stop();
    const [name = ''] = readdirSync(join(there.userData, 'Exhibit'));
    expect((await runExhibit(['verify', join(there.userData, 'Exhibit', name)])).code).toBe(0);
    const opened = await openCase(join(there.userData, 'Exhibit', name), 'test');
    expect((await opened.rehash()).map(({ unchanged }) => unchanged)).toEqual([true]);
    // The same import: nothing differs from the first machine's ledger.
    const { lines } = await opened.readJournal(1, 1 << 20);
    expect(lines.map(({ body }) => body.act.type)).toEqual(
      expect.arrayContaining(['archive-opened', 'evidence-relinked']),
    );
    expect(lines.filter(({ body }) => body.act.type === 'exhibit-rebuilt')).toEqual([]);
    await opened.close();
  });

  it('goes both ways on the command line', async () => {
    const made = join(away, 'case');
    await makeReadyCase(made);
    const file = join(away, 'whole.exhibit');
    expect((await runExhibit(['verify', made])).code).toBe(0);
    const written = await runExhibit(['archive', made, '--out', file]);
    expect([written.code, written.stderr.toString()]).toEqual([0, '']);
    expect(written.stdout.toString()).toMatch(/whole\.exhibit\n\d+ bytes, SHA-256 [0-9a-f]{64}\n$/);
    rmSync(made, { recursive: true });
    const arrived = join(away, 'arrived');
    const opened = await runExhibit(['open-archive', file, '--case', arrived]);
    expect([opened.code, opened.stdout.toString()]).toEqual([0, `${arrived}\n`]);
    expect((await runExhibit(['verify', arrived])).code).toBe(0);
    const events = await runExhibit(['events', '--case', arrived]);
    expect([events.code, events.stdout.toString().trimEnd().split('\n').length]).toEqual([0, 3]);
    const refused = await runExhibit(['open-archive', join(arrived, 'journal.ndjson'), '--case', join(away, 'x')]);
    expect(refused.code).toBe(3);
    expect(refused.stderr.toString()).toContain('is no archive of a case');
    await until('no folder left behind', () => (readdirSync(away).some((one) => one.startsWith('.x')) ? null : true));
  });
});
