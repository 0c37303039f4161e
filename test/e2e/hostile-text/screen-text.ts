import { visibleSegments } from '../../../parsers/model/visible-text.js';

/** A text of evidence as the screen holds it: characters that would hide stand there as their codes. */
export function onScreen(text: string): string {
  return visibleSegments(text)
    .map((segment) => (segment.kind === 'text' ? segment.text : segment.code))
    .join('');
}

/** Text without white space: where lines break is the layout's affair. */
export function squeezed(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}
