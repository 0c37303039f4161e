/** What a command is. Types only; the commands themselves stand in `command-table.ts`. */

/** Places of the case window. */
export type Place = 'overview' | 'timeline' | 'ledger' | 'kill-chain' | 'report' | 'case';

/** Headings under which palette and help list commands, in their order. */
export const COMMAND_GROUPS = [
  'Exhibit',
  'Go to',
  'Case',
  'Search',
  'Selected event',
  'Time line and grid',
  'Kill chain',
  'Ledger',
  'Report',
  'Notes and findings',
] as const;

export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** One act that the product offers. */
export interface Command {
  /** What it does, as palette and help say it. */
  readonly words: string;
  readonly group: CommandGroup;
  /**
   * Keys that do it, each as `chordOf` names it: `n`, `mod+z`, `alt+arrowleft`; `mod` is Ctrl, on a Mac Command. They are
   * for the whole window, except where `on` is `focus`.
   */
  readonly keys?: readonly string[];
  /** True where the keys work while a text is typed too. */
  readonly whileTyping?: true;
  /** Where it can be done; the palette goes there first. Absent: wherever it is offered. */
  readonly place?: Place;
  /**
   * What it needs beside the window: `event`: a selected one; `item`: it stands beside every item of a list, and the
   * palette leads there; `focus`: the keyboard in a widget (named by `within`) that reads the keys itself.
   */
  readonly on?: 'event' | 'item' | 'focus';
  /** The widget that reads the keys. */
  readonly within?: string;
}
