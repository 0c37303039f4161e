import type { Page } from 'playwright-core';

/** What an examiner does in a case window, by mouse and keyboard, as a small language for stories. */
export class Examiner {
  constructor(readonly page: Page) {}

  /** Drops files from the desktop on the window. */
  async drop(paths: readonly string[]): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).waitFor();
    const cdp = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await cdp.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
    }
    await cdp.detach();
  }

  /** Confirms the import dialog and waits until the evidence is in. */
  async importDropped(origin: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Import evidence' });
    await dialog.getByLabel('Where does this come from?').fill(origin);
    await dialog.getByRole('button', { name: 'Copy and import' }).click();
    await this.goTo('Time line');
    await this.page.getByText(/^shown [1-9][\d,]* of/).waitFor({ timeout: 90_000 });
    await this.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached', timeout: 90_000 });
  }

  async goTo(place: 'Overview' | 'Time line' | 'Ledger' | 'Kill chain' | 'Report' | 'Case'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Places' }).getByText(place, { exact: true }).click();
  }

  /** Types a query, runs it, and returns the line that says how many events it shows once that line has settled. */
  async query(text: string): Promise<string> {
    const line = this.page.getByLabel('Query', { exact: true });
    await line.fill(text);
    await line.press('Enter');
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    return this.page.getByText(/^shown /).innerText();
  }

  /** Shows all times in another zone, from the case bar. */
  async chooseZone(zone: string): Promise<void> {
    await this.page
      .getByRole('button', { name: /^(?:UTC|Choose another zone for this case)$/ })
      .first()
      .click();
    const dialog = this.page.getByRole('dialog', { name: 'Display zone of the case' });
    await dialog.getByRole('combobox').fill(zone);
    await this.page.getByRole('option', { name: zone }).first().click();
    await dialog.getByRole('button', { name: /^Show times in/ }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Chooses the first row of the grid by keyboard. */
  async chooseFirstRow(): Promise<void> {
    const grid = this.page.getByRole('grid', { name: 'Events' });
    await grid.focus();
    await grid.press('Home');
    await grid.press('Enter');
    await this.page.getByLabel(/^Note: what this event means/).waitFor();
  }

  /** Annotates the chosen event and makes it a step of the kill chain. */
  async makeStep(title: string, note: string): Promise<void> {
    await this.page.getByLabel(/^Note: what this event means/).fill(note);
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByText('in the journal').waitFor();
    const step = this.page.getByLabel(/title of the step \(K\)/);
    await step.fill(title);
    await step.press('Enter');
    await this.page.getByLabel('Step of the kill chain (K)').waitFor();
  }

  /** In the kill-chain panel: says that one step led to another. */
  async link(from: string, to: string, reason: string): Promise<void> {
    const figure = this.page.getByRole('figure', { name: 'Kill chain' });
    await figure.getByRole('button', { name: new RegExp(`^${from} `) }).click();
    await figure.getByRole('button', { name: new RegExp(`^${to} `) }).click();
    const form = this.page.getByRole('form', { name: 'New link' });
    await form.getByLabel('Why the first led to the second').fill(reason);
    await form.getByRole('button', { name: 'Add the link' }).click();
    await form.waitFor({ state: 'detached' });
  }
}
