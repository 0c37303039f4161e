import { formatInZone } from '../../parsers/time/format.js';
import { partsOf } from '../../parsers/time/instant.js';
import { cutText } from '../ui/cut-text.js';
import type { RecordsPart } from './record-parts.js';

/**
 * What stands at the edges of every page, by the name of the style's variable: what the report is, its state, its identifier.
 *
 * @param part name of the part that has page numbers of its own, or empty
 */
export function pageMargins(
  model: RecordsPart['report'],
  part: string,
): Readonly<Record<`--page-${'head' | 'mark' | 'foot' | 'number'}`, string>> {
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
    '--page-number': part === '' ? 'page' : `${part}, page`,
  };
}
