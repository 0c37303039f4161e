import type { MilestoneName } from '../../parsers/model/report-plan.js';

export const MILESTONE_TITLES: Readonly<Record<MilestoneName, string>> = {
  'first-sign': 'First sign in the evidence',
  'first-detection': 'First detection by a control',
  notice: 'Notice by a person',
  containment: 'Containment',
};
