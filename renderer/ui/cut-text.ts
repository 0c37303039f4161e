/** The beginning of a text, at most `length` UTF-16 units; never half a character, which would be shown as a fault of the text. */
export function beginningOf(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** The same, with an ellipsis within the length where something is missing. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${beginningOf(text, length - 1).trimEnd()}…`;
}
