/** A text at most `length` characters long, the middle left out where it is longer: names differ at both ends. */
export function shortenTo(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const half = Math.floor((length - 1) / 2);
  return `${characters.slice(0, length - 1 - half).join('')}…${characters.slice(-half).join('')}`;
}
