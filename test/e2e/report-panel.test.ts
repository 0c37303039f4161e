import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { squeezed } from './hostile-text/screen-text.js';
import { RunningExhibit } from './running-exhibit.js';

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

describe('the report in the window', () => {
  const exhibit = new RunningExhibit();
  let page: Page;
  const folder = join(exhibit.userData, 'Exhibit/demonstration');

  const sections = () => page.getByRole('region', { name: 'Sections' });
  const preview = () => page.getByRole('region', { name: 'Preview' });

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('button', { name: 'Open the demonstration case' }).click();
    page = await exhibit.page('case');
    const examiner = new Examiner(page);
    await examiner.goTo('Time line');
    await page.getByText(/^shown [\d,]+ of/).waitFor({ timeout: 120_000 });
    await examiner.goTo('Report');
  });
  afterAll(() => exhibit.remove());

  it('previews the pages that will be printed, and follows the plan', async () => {
    await page.getByRole('button', { name: 'Preview' }).click();
    await preview()
      .getByRole('heading', { name: /Glossary/ })
      .waitFor();
    await sections().getByText('Annex: Glossary').click();
    await preview()
      .getByRole('heading', { name: /Glossary/ })
      .waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'By phase' }).click();
    await preview().getByRole('heading', { name: 'Phase: Initial Access' }).first().waitFor();
    await page.getByRole('button', { name: 'Move “Time handling” up' }).click();
    await preview()
      .getByRole('heading', { name: /^5 Time handling/ })
      .waitFor();
  });

  it('keeps obligatory sections', async () => {
    expect(
      await sections()
        .getByRole('checkbox', { name: /Records cited/ })
        .isDisabled(),
    ).toBe(true);
    expect(
      await sections()
        .getByRole('checkbox', { name: /Glossary/ })
        .isDisabled(),
    ).toBe(false);
  });

  it('can be cancelled, and writes nothing then', async () => {
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    expect(readdirSync(join(folder, 'reports'))).toEqual([]);
    expect(await page.getByText('The report could not be exported').count()).toBe(0);
  });

  it.skipIf(!hasPdftotext)('prints what the preview showed, and the plan among its settings (pdftotext)', async () => {
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await page.getByText(/pages written to/).waitFor({ timeout: 120_000 });
    const [file = ''] = readdirSync(join(folder, 'reports'));
    const printed = execFileSync('pdftotext', ['-raw', join(folder, 'reports', file), '-'], { maxBuffer: 1 << 26 });
    const text = squeezed(printed.toString());
    const pages = printed.toString().split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(20);
    // Invented and not examined: no page can be taken for one of a real case.
    expect(pages.filter((page) => !page.includes('DEMONSTRATION') || !page.includes('DRAFT'))).toEqual([]);
    expect(text.includes("SectionsleftoutGlossary(bytheexaminer'schoice)")).toBe(true);
    expect(text.includes('5Timehandling;6Settingsandcounts')).toBe(true);
    expect(text.includes('Phase:InitialAccess')).toBe(true);
    expect(text.includes('Killchaingroupedbyphase')).toBe(true);
  });

  it.skipIf(!hasPdftotext)('checks the report it wrote, and one that was changed, against the case', async () => {
    const [file = ''] = readdirSync(join(folder, 'reports'));
    const panel = page.getByRole('region', { name: 'Check a report' });
    const answer = (question: string) =>
      panel.getByRole('list', { name: 'What holds of it' }).getByRole('listitem').filter({ hasText: question });
    const check = async (path: string): Promise<void> => {
      await panel.getByLabel('Path of the report or disclosure').fill(path);
      await panel.getByRole('button', { name: 'Check it against this case' }).click();
    };
    await check(join(folder, 'reports', file));
    await answer('Is the file unchanged since it was signed?').getByText('yes', { exact: true }).waitFor();
    await answer('Is the key known to you?').getByText('cannot tell', { exact: true }).waitFor();
    await answer('that this very file was exported?').getByText('yes', { exact: true }).waitFor();
    await answer('byte for byte?').getByText('yes', { exact: true }).waitFor();
    const changed = join(exhibit.userData, 'changed.pdf');
    writeFileSync(changed, Buffer.concat([readFileSync(join(folder, 'reports', file)), Buffer.from('%')]));
    await check(changed);
    await answer('Is the file unchanged since it was signed?').getByText('no', { exact: true }).waitFor();
    await answer('that this very file was exported?').getByText('no', { exact: true }).waitFor();
  });

  it('takes particulars and milestones, and undo takes them back', async () => {
    const examiner = new Examiner(page);
    await examiner.goTo('Case');
    const milestones = page.getByRole('region', { name: 'First sign, detection, notice, containment' });
    await milestones.getByRole('button', { name: /Containment/ }).click();
    await page.getByRole('option', { name: 'Not determined' }).click();
    await milestones.getByRole('button', { name: /Not determined Containment/ }).waitFor();
    await page.getByRole('button', { name: 'State them' }).click();
    const dialog = page.getByRole('dialog', { name: 'Particulars for the report' });
    await dialog.getByLabel('Laboratory, with address (obligatory)').fill('');
    await dialog.getByRole('button', { name: 'Save the particulars' }).click();
    await page.getByText('1 obligatory field not stated').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('all obligatory ones are stated').waitFor();
    await page.keyboard.press('Control+z');
    await milestones.getByRole('button', { name: /Not determined Containment/ }).waitFor({ state: 'detached' });
  });
});
