/** How wide a text is about, in ems of Noto Sans semi-bold: rather too much than too little, since what is too wide touches its neighbour. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems;
}

function widthOf(character: string): number {
  if (/[ .,:;|!'`()[\]{}fijlrtI1]/.test(character)) return 0.42;
  if (/[mwMW@%…—]/.test(character)) return 1;
  if (/[A-Z0-9_&#<>=+~]/.test(character)) return 0.73;
  if (/[\p{Mn}\p{Me}]/u.test(character)) return 0;
  // Latin, Greek, Cyrillic; what comes after may be as wide as it is high.
  return character < '\u0530' ? 0.62 : 1.05;
}

/**
 * Breaks between words where there are any, else within them; at most `most` lines no wider than `ems`. What does not fit ends
 * in an ellipsis.
 */
export function wrapText(text: string, ems: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (emsOf(longer) <= ems) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = brokenWord(word, ems);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', ems)];
}

function brokenWord(word: string, ems: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const { segment: character } of new Intl.Segmenter().segment(word)) {
    if (part !== '' && emsOf(part + character) > ems) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function shortened(line: string, ems: number): string {
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  while (characters.length > 0 && emsOf(`${characters.join('')}…`) > ems) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
