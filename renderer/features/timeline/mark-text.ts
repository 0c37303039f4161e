import { visibleText } from '../../../parsers/model/visible-text.js';
import type { Mark } from './marks.js';

/** A mark in words: step, text, what is said of its order, and who states it. */
export function markText({ step, text, orderNote, stated }: Mark): string {
  return [
    step === null ? '' : `Step ${step}: `,
    visibleText(text),
    orderNote === null ? '' : ` (${orderNote})`,
    stated === null ? '' : ` (stated by ${visibleText(stated.author)}, source: ${visibleText(stated.source)})`,
  ].join('');
}
