import type { ReactElement } from 'react';

/** Shapes on a 16 by 16 grid, drawn with the colour of the text around them. */
const PATHS = {
  add: 'M8 3v10M3 8h10',
  allowed: 'M3 8.5l3.2 3.2L13 4.5',
  arrow: 'M2.5 8h10.5M9 4l4 4-4 4',
  back: 'M13.5 8H3M7 4L3 8l4 4',
  chain: 'M6.5 9.5l3-3M7 4.8l1.4-1.4a2.8 2.8 0 0 1 4 4L11 8.8M9 11.2l-1.4 1.4a2.8 2.8 0 0 1-4-4L5 7.2',
  chevron: 'M4 6l4 4 4-4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronUp: 'M4 10l4-4 4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M8 4.8V8l2.2 1.6',
  command: 'M3 4.5l3 3.5-3 3.5M8 12h5',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  contrast: 'M8 1.8a6.2 6.2 0 1 0 0 12.4zM8 1.8a6.2 6.2 0 0 1 0 12.4M8 3v10',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  denied: 'M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2M4.8 8h6.4',
  detected: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
  down: 'M8 3v9.5M4 8.5l4 4 4-4',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.8v4M8 10.9v.4',
  failed: 'M8 2.5v7M8 12.5v.6',
  file: 'M4 1.8h5l3 3v9.4H4zM9 1.8v3h3',
  folder: 'M1.8 4h4.4l1.6 1.8h6.4v7H1.8z',
  hidden: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8M2.8 13.2L13.2 2.8',
  help: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.7M8 12v.4',
  import: 'M8 2v8M4.8 6.8L8 10l3.2-3.2M2.5 13.5h11',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.3v4M8 4.7v.4',
  killed: 'M4.5 4.5l7 7M11.5 4.5l-7 7M2.2 2.2h11.6v11.6H2.2z',
  ledger: 'M2.5 3.5h11M2.5 8h11M2.5 12.5h11M5.5 2v12',
  moon: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1z',
  note: 'M2.5 2.5h11v8l-3 3h-8zM10.5 13.5v-3h3M5 5.5h6M5 8h4',
  more: 'M3.2 8h.1M8 8h.1M12.8 8h.1',
  overview: 'M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z',
  prevented: 'M8 1.8l5 1.9v3.9c0 3-2 5.4-5 6.6-3-1.2-5-3.6-5-6.6V3.7z',
  relevant: 'M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z',
  redo: 'M13 6.5H6a3.5 3.5 0 0 0 0 7h3M13 6.5L10 3.5M13 6.5l-3 3',
  report: 'M3.5 1.8h9v12.4h-9zM5.8 5h4.4M5.8 8h4.4M5.8 11h2.6',
  save: 'M8 10V2M4.8 5.2L8 2l3.2 3.2M2.5 13.5h11',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.5 3.5',
  settings: 'M2.5 4.5h6M12 4.5h1.5M10.2 2.8v3.4M2.5 11.5h1.5M7.5 11.5h6M5.7 9.8v3.4',
  stack: 'M2.5 4h11M2.5 8h7M2.5 12h4',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  tag: 'M2.5 2.5h5.2l5.8 5.8-5.2 5.2-5.8-5.8zM5.4 5.4h.1',
  timeline: 'M2 4h5M9 4h3M2 8h2M6 8h8M2 12h7M12 12h2',
  trash: 'M3 4.5h10M6.2 4.5v-2h3.6v2M4.5 4.5l.5 9h6l.5-9',
  undo: 'M3 6.5h7a3.5 3.5 0 0 1 0 7H7M3 6.5l3-3M3 6.5l3 3',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.7M8 12v.4',
  up: 'M8 13V3.5M4 7.5l4-4 4 4',
  warning: 'M8 2l6.5 11.5h-13zM8 6.3v3.6M8 11.6v.3',
} as const satisfies Readonly<Record<string, string>>;

export type IconName = keyof typeof PATHS;

/** A drawing beside a word, or alone inside a labelled control; never the only carrier of a meaning. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactElement {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
