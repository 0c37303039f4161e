import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What react-aria says aloud: for some seconds it names elements of a dialog that may be closed by then. */
const ANNOUNCER = '[data-live-announcer]';

/** Findings of axe that are serious or critical, one line each. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude(ANNOUNCER).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(', ')}`,
    );
}
