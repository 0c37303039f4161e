/** Where the printed figure puts things, in SVG units; the figure is as wide as the text of the page. */
import { beginningOf, cutText } from '../../ui/cut-text.js';

export const WIDTH = 660;
export const MARK_RADIUS = 10;
/** Room at the left for time and title of a step. */
const TEXT_WIDTH = 205;
const ROW_HEIGHT = 40;
const HEADER_HEIGHT = 52;
/** More rows than this would not fit a page together with heading and caption. */
const ROWS_PER_PAGE = 15;
const TITLE_LENGTH = 40;

export interface PrintStep {
  readonly mark: string;
  readonly title: string;
  readonly lane: string;
}

export interface PrintRow {
  readonly mark: string;
  readonly x: number;
  readonly y: number;
  /** Title, broken into at most two lines. */
  readonly lines: readonly string[];
  readonly textWidth: number;
}

export interface PrintPage {
  readonly height: number;
  /** Where the lanes begin, below their names. */
  readonly top: number;
  readonly lanes: readonly { readonly key: string; readonly x: number; readonly name: readonly string[] }[];
  readonly rows: readonly PrintRow[];
}

/** One part per page, steps in order, lanes in the order of their first step. */
export function layoutPrint(steps: readonly PrintStep[]): readonly PrintPage[] {
  const parts = Array.from({ length: Math.ceil(steps.length / ROWS_PER_PAGE) }, (_, index) =>
    steps.slice(index * ROWS_PER_PAGE, (index + 1) * ROWS_PER_PAGE),
  );
  return parts.map((part) => {
    const keys = [...new Set(part.map(({ lane }) => lane))];
    const gap = (WIDTH - TEXT_WIDTH) / keys.length;
    const xOf = new Map(keys.map((key, index) => [key, TEXT_WIDTH + gap * (index + 0.5)]));
    return {
      height: HEADER_HEIGHT + part.length * ROW_HEIGHT,
      top: HEADER_HEIGHT,
      lanes: keys.map((key) => ({ key, x: xOf.get(key) ?? 0, name: laneName(key, Math.floor(gap / 4.1)) })),
      rows: part.map(({ mark, title, lane }, index) => ({
        mark,
        x: xOf.get(lane) ?? 0,
        y: HEADER_HEIGHT + index * ROW_HEIGHT + ROW_HEIGHT / 2,
        lines: breakText(title, TITLE_LENGTH, 2),
        textWidth: TEXT_WIDTH - 8,
      })),
    };
  });
}

/** A lane's path as at most four lines, its last and most telling part last and whole. */
function laneName(key: string, length: number): readonly string[] {
  if (key === '') return ['no workload named'];
  const parts = key.split('/').filter((part) => part !== '' && part !== '-');
  const last = parts.at(-1) ?? key;
  const head = parts.slice(0, -1).join('/');
  const lines = breakText(last.replaceAll('-', '- '), length, 3).map((line) => line.replaceAll('- ', '-'));
  return [...(head === '' ? [] : [cutText(head, length)]), ...lines].slice(0, 4);
}

/** Breaks between words where there are any; what does not fit ends in an ellipsis. */
export function breakText(text: string, length: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > length) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  const shown = lines.slice(0, most).map((part) => cutText(part, length));
  if (lines.length > most) shown[most - 1] = `${beginningOf(shown[most - 1] ?? '', length - 1)}…`;
  return shown;
}

/** The arrow between two marks of one page, from edge to edge, or null where one of them stands on another page. */
export function arrowPath(page: PrintPage, from: string, to: string): string | null {
  const a = page.rows.find(({ mark }) => mark === from);
  const b = page.rows.find(({ mark }) => mark === to);
  if (a === undefined || b === undefined) return null;
  if (a.x === b.x) {
    const bend = a.x + 16 + Math.min(24, Math.abs(b.y - a.y) / 8);
    return `M${a.x + MARK_RADIUS},${a.y} C${bend + 8},${a.y} ${bend + 8},${b.y} ${b.x + MARK_RADIUS + 1},${b.y}`;
  }
  const side = Math.sign(b.x - a.x);
  return `M${a.x + side * MARK_RADIUS},${a.y} C${b.x},${a.y} ${b.x},${a.y} ${b.x},${b.y - MARK_RADIUS - 1}`;
}
