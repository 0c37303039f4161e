/**
 * Which member of a record means what, for tables and JSON that no format knows. Said by the examiner, kept in the journal with
 * the case, and remembered by the set of columns on this machine.
 */
import type { Outcome } from './event.js';
import { asList, asObject, asText } from './json.js';
import type { TimeKind } from './time.js';

/** Keys from the outside in; `[]` stands for every element of a list. A column of a table is one key. */
export type Path = readonly string[];

/** Stands for every element of a list in a `Path`. */
export const EACH = '[]';

export type EpochUnit = 's' | 'ms' | 'us' | 'ns';

/** How times are written: by their own shape, as a count since 1970, or by a pattern (`time/pattern.ts`). */
export type TimeWriting =
  | { readonly by: 'shape' }
  | { readonly by: 'unit'; readonly unit: EpochUnit }
  | { readonly by: 'pattern'; readonly pattern: string };

export interface TimeSource {
  /** One column, or the date and the time of day, which are read joined by a blank. */
  readonly columns: readonly Path[];
  readonly writing: TimeWriting;
  readonly kind: TimeKind;
}

/** What a column can mean, beside the time, in the order in which it is asked. */
export const ROLES = [
  { role: 'message', label: 'Message' },
  { role: 'actor', label: 'Actor' },
  { role: 'action', label: 'Action' },
  { role: 'outcome', label: 'Outcome' },
  { role: 'container', label: 'Container' },
  { role: 'pod', label: 'Pod' },
  { role: 'namespace', label: 'Namespace' },
  { role: 'node', label: 'Node' },
  { role: 'cluster', label: 'Cluster' },
  { role: 'image', label: 'Image' },
  { role: 'source', label: 'Source address' },
  { role: 'destination', label: 'Destination address' },
  { role: 'command', label: 'Command line' },
  { role: 'file', label: 'File' },
  { role: 'severity', label: 'Severity' },
  { role: 'id', label: 'Id' },
] as const;

export type Role = (typeof ROLES)[number]['role'];

/** Columns of a table, or paths of JSON records. */
export interface ColumnMapping {
  readonly kind: 'columns';
  /** Null leaves every record undated. */
  readonly time: TimeSource | null;
  readonly columns: { readonly [role in Role]?: Path };
  /** The outcome that each word of the outcome's column stands for; other words are `unknown`. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Severity from 0 to 10 for each word of its column; other words have none. */
  readonly severities: Readonly<Record<string, number>>;
  /** True where the examiner says that the id marks one occurrence: equal records of one id are counted once. */
  readonly isIdUnique: boolean;
}

/** What a DTA report of unknown layout holds where, paths from its document. */
export const REPORT_PARTS = [
  { part: 'behaviours', label: 'Behaviours' },
  { part: 'image', label: 'Image' },
  { part: 'digest', label: 'Image digest' },
  { part: 'iocs', label: 'Indicators of compromise' },
  { part: 'iois', label: 'Indicators of interest' },
] as const;

/** What each behaviour holds where, paths from the behaviour. */
export const BEHAVIOUR_PARTS = [
  { part: 'name', label: 'Name' },
  { part: 'description', label: 'Description' },
  { part: 'category', label: 'Category' },
  { part: 'severity', label: 'Severity' },
  { part: 'time', label: 'Time in the sandbox' },
  { part: 'tactic', label: 'ATT&CK tactic' },
  { part: 'technique', label: 'ATT&CK technique' },
] as const;

export type ReportPart = (typeof REPORT_PARTS)[number]['part'];
export type BehaviourPart = (typeof BEHAVIOUR_PARTS)[number]['part'];

/** Layout of a report of a dynamic analysis. */
export interface DtaLayout {
  readonly kind: 'dta';
  readonly report: { readonly [part in ReportPart]?: Path };
  readonly behaviour: { readonly [part in BehaviourPart]?: Path };
  /** Unit of times that count from the start of the run; null where what is written says it. */
  readonly timeUnit: EpochUnit | null;
}

export type Mapping = ColumnMapping | DtaLayout;

/** A mapping with the columns it was made for. */
export interface RememberedMapping {
  /** SHA-256 of the set of columns (`survey/column-set.ts`). */
  readonly columns: string;
  readonly mapping: Mapping;
}

/** Evidence is hostile: lists in lists multiply. */
const MAX_VALUES = 1000;

/** The values under a path, in order, at most a thousand; none where a key is missing. */
export function valuesAt(value: unknown, path: Path): readonly unknown[] {
  let here: readonly unknown[] = [value];
  for (const key of path) {
    here = here
      .flatMap((each) => {
        if (key === EACH && Array.isArray(each)) return asList(each);
        const object = asObject(each);
        return object !== null && Object.hasOwn(object, key) ? [object[key]] : [];
      })
      .slice(0, MAX_VALUES);
  }
  return here;
}

/** The texts under a path; values that are no text are left out. */
export function textsAt(value: unknown, path: Path | undefined): readonly string[] {
  return path === undefined ? [] : valuesAt(value, path).flatMap((each) => asText(each) ?? []);
}

/** A path as a person reads it: `events[].name`. */
export function pathText(path: Path): string {
  return path.map((key, index) => (key === EACH || index === 0 ? key : `.${key}`)).join('');
}
