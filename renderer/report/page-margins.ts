import { formatInZone } from '../../parsers/time/format.js';
import { partsOf } from '../../parsers/time/instant.js';
import { cutText } from '../ui/cut-text.js';
import type { ReportModel } from './model.js';

/** What stands at the edges of every page, by the name of the style's variable: what the report is, its state, its identifier. */
export function pageMargins(model: ReportModel): Readonly<Record<`--page-${'head' | 'mark' | 'foot'}`, string>> {
  const { meta } = model;
  const day = formatInZone(partsOf(Date.parse(model.date)), 'UTC', 'day');
  const marks = [
    ...(meta.kind === 'demonstration' ? ['DEMONSTRATION'] : []),
    ...(model.draft ? ['DRAFT, not examined by a person'] : []),
  ];
  // A long title or number would push the rest off the page.
  return {
    '--page-head': cutText(meta.title, 48),
    '--page-mark': marks.join(' · '),
    '--page-foot': `Case ${cutText(meta.number, 40)} · Report ${model.id} · ${model.version === null ? 'draft' : `version ${model.version}, issued`} of ${day.text} ${day.zone}`,
  };
}
