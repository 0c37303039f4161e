/** Where the printed figure puts things, in SVG units; the figure is as wide as the text of the page. */
import { wrapText } from './text-width.js';

export const WIDTH = 660;
export const MARK_RADIUS = 10;
export const TITLE_SIZE = 8.4;
export const NOTE_SIZE = 7.4;
export const LANE_SIZE = 7.6;
export const LINE_HEIGHT = 9.5;
/** Room at the left for time and title of a step. */
const TEXT_WIDTH = 205;
/** Between the text of a step and the first lane. */
const TEXT_GAP = 12;
const TITLE_LINES = 3;
const ROW_GAP = 12;
const HEADER_HEIGHT = 52;
/** Higher parts would not fit a page together with heading and caption. */
const PAGE_HEIGHT = 660;
/** Most of a lane's column that its name may take. */
const NAME_SHARE = 0.94;

export interface PrintStep {
  readonly mark: string;
  readonly title: string;
  readonly lane: string;
  /** What must be said of its order, or null. */
  readonly note: string | null;
}

export interface PrintRow {
  readonly mark: string;
  readonly x: number;
  /** Middle of the row. */
  readonly y: number;
  /** Baseline of the first of its lines: time, note where there is one, title. */
  readonly firstLine: number;
  readonly note: readonly string[];
  /** Title, broken into at most three lines. */
  readonly title: readonly string[];
  readonly isShortened: boolean;
  readonly height: number;
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
  const pages: Sized[][] = [];
  let used = Infinity;
  for (const step of steps.map(sized)) {
    if (used + step.height > PAGE_HEIGHT) {
      pages.push([]);
      used = HEADER_HEIGHT;
    }
    pages.at(-1)?.push(step);
    used += step.height;
  }
  return pages.map(layoutPage);
}

interface Sized extends Pick<PrintRow, 'mark' | 'note' | 'title' | 'isShortened' | 'height'> {
  readonly lane: string;
}

function sized({ mark, title, lane, note }: PrintStep): Sized {
  const room = TEXT_WIDTH - TEXT_GAP;
  const whole = wrapText(title, room / TITLE_SIZE, Infinity);
  const lines = wrapText(title, room / TITLE_SIZE, TITLE_LINES);
  const notes = note === null ? [] : wrapText(note, room / NOTE_SIZE, 2);
  return {
    mark,
    lane,
    title: lines,
    note: notes,
    isShortened: whole.length > lines.length,
    height: ROW_GAP + (1 + notes.length + lines.length) * LINE_HEIGHT,
  };
}

function layoutPage(steps: readonly Sized[]): PrintPage {
  const keys = [...new Set(steps.map(({ lane }) => lane))];
  const gap = (WIDTH - TEXT_WIDTH) / keys.length;
  const xOf = new Map(keys.map((key, index) => [key, TEXT_WIDTH + gap * (index + 0.5)]));
  let top = HEADER_HEIGHT;
  const rows = steps.map(({ lane, ...step }): PrintRow => {
    const row = {
      ...step,
      x: xOf.get(lane) ?? 0,
      y: top + step.height / 2,
      firstLine: top + ROW_GAP / 2 + LINE_HEIGHT - 2,
      textWidth: TEXT_WIDTH - TEXT_GAP,
    };
    top += step.height;
    return row;
  });
  return {
    height: top,
    top: HEADER_HEIGHT,
    lanes: keys.map((key) => ({ key, x: xOf.get(key) ?? 0, name: laneName(key, (gap * NAME_SHARE) / LANE_SIZE) })),
    rows,
  };
}

/** A lane's path as at most four lines, its last and most telling part last. */
function laneName(key: string, ems: number): readonly string[] {
  if (key === '') return wrapText('no workload named', ems, 4);
  const parts = key.split('/').filter((part) => part !== '' && part !== '-');
  const last = parts.at(-1) ?? key;
  const head = parts.slice(0, -1).join('/');
  const lines = wrapText(last.replaceAll('-', '- '), ems, 3).map((line) => line.replaceAll('- ', '-'));
  return [...(head === '' ? [] : wrapText(head, ems, 1)), ...lines];
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
