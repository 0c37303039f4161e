import type { BulkChange } from '../../parsers/model/case.js';
import { CASE_FIELDS, isCaseField, type CaseField, type ColumnField } from '../../parsers/model/fields.js';
import { VALUE_SEPARATOR } from '../db/searchable-text.js';
import type { CaseColumns, CaseMember } from './case-columns.js';
import type { CaseIndex } from './case-index.js';
import type { CodeColumn } from './code-column.js';
import { compareText } from './compare-text.js';
import type { MarkRows } from './mark-rows.js';
import { splitElements } from './stored-event.js';

/** The column of a field that is answered from memory. */
export function columnOf({ columns, marks }: CaseIndex, field: ColumnField): CodeColumn {
  if (!isCaseField(field)) return columns.fields[field];
  switch (field) {
    case 'exhibit.source.exhibit':
      return kept(columns, field, () => memberColumn(columns, numbersOf(columns)));
    case 'exhibit.source.member':
      return kept(columns, field, () => memberColumn(columns, ({ ledger }) => ledger.path));
    case 'exhibit.review':
    case 'exhibit.tag':
    case 'exhibit.note':
    case 'exhibit.in_report':
    case 'exhibit.hidden':
      return kept(marks, field, () => markColumn(marks, field, columns.rows));
  }
}

/** What holds of every event that the examiner said nothing of: a query finds it, a row does not repeat it. */
const UNSAID: Readonly<Partial<Record<CaseField, string>>> = {
  'exhibit.review': 'unreviewed',
  'exhibit.in_report': 'false',
  'exhibit.hidden': 'false',
};

/** Values of the case's fields by their names. */
export type CaseFieldValues = Readonly<Partial<Record<CaseField, readonly string[]>>>;

/** Where the record of a row lies, and what the examiner said of it. */
export function caseFieldValues(index: CaseIndex, row: number): CaseFieldValues {
  const values: Partial<Record<CaseField, readonly string[]>> = {};
  for (const field of CASE_FIELDS) {
    const { dictionary, codes } = columnOf(index, field);
    const text = dictionary[codes[row]!]!;
    if (text !== '' && text !== UNSAID[field]) values[field] = splitElements(text);
  }
  return values;
}

const made = new WeakMap<object, Map<CaseField, CodeColumn>>();

/** Made when it is first asked for, kept as long as what it is made from. */
function kept(source: CaseColumns | MarkRows, field: CaseField, make: () => CodeColumn): CodeColumn {
  const known = made.get(source) ?? new Map<CaseField, CodeColumn>();
  made.set(source, known);
  const column = known.get(field) ?? make();
  known.set(field, column);
  return column;
}

/** A column that holds one text for all rows of a member; `''` is not stated. */
function memberColumn({ members, member }: CaseColumns, textOf: (member: CaseMember) => string): CodeColumn {
  const dictionary = [...new Set(['', ...members.map(textOf)])];
  const codeOf = new Map(dictionary.map((text, code) => [text, code]));
  const codeOfMember = members.map((each) => codeOf.get(textOf(each))!);
  const codes = dictionary.length <= 0x1_00 ? new Uint8Array(member.length) : new Uint32Array(member.length);
  for (let row = 0; row < member.length; row += 1) codes[row] = codeOfMember[member[row]!]!;
  return { dictionary, codes };
}

/** The same bytes received twice have two numbers. */
function numbersOf({ hashes }: CaseColumns): (member: CaseMember) => string {
  const numbers = new Map<string, string[]>();
  for (const [number, sha256] of hashes) numbers.set(sha256, [...(numbers.get(sha256) ?? []), number]);
  return ({ exhibit }) => (numbers.get(exhibit.sha256) ?? []).join(VALUE_SEPARATOR);
}

type MarkField = Exclude<CaseField, 'exhibit.source.exhibit' | 'exhibit.source.member'>;

function markColumn(marks: MarkRows, field: MarkField, rows: number): CodeColumn {
  switch (field) {
    case 'exhibit.review':
      return reviewColumn(marks, rows);
    case 'exhibit.tag':
      return listColumn(
        rows,
        wordsOf(
          marks,
          (change) => (change.kind === 'tag' ? change.tag : ''),
          ({ tags }) => tags,
        ),
      );
    case 'exhibit.note':
      return listColumn(
        rows,
        wordsOf(
          marks,
          (change) => (change.kind === 'note' ? change.note : ''),
          ({ note }) => [note],
        ),
      );
    case 'exhibit.in_report': {
      const single = [...marks.annotated].filter(([, { forReport }]) => forReport).map(([row]) => row);
      return flagColumn(rows, [...rowsOf(marks, 'for-report'), single]);
    }
    case 'exhibit.hidden':
      return flagColumn(rows, rowsOf(marks, 'hide'));
  }
}

type Rows = Iterable<number>;

function rowsOf({ marks }: MarkRows, kind: BulkChange['kind']): readonly Rows[] {
  return marks.filter(({ change }) => change.kind === kind).map(({ rows }) => rows);
}

const REVIEWS = ['', 'unreviewed', 'relevant', 'benign'] as const;

/** The last review holds. */
function reviewColumn({ marks }: MarkRows, rows: number): CodeColumn {
  const codes = new Uint8Array(rows).fill(REVIEWS.indexOf('unreviewed'));
  for (const { change, rows: reviewed } of marks) {
    if (change.kind !== 'review') continue;
    const code = REVIEWS.indexOf(change.review);
    for (const row of reviewed) codes[row] = code;
  }
  return { dictionary: REVIEWS, codes };
}

const FLAGS = ['', 'false', 'true'];

function flagColumn(rows: number, flagged: readonly Rows[]): CodeColumn {
  const codes = new Uint8Array(rows).fill(FLAGS.indexOf('false'));
  for (const those of flagged) for (const row of those) codes[row] = FLAGS.indexOf('true');
  return { dictionary: FLAGS, codes };
}

/** Words of the examiner with the rows they are said of, a row more than once where he said them more than once. */
function wordsOf(
  { marks, annotated }: MarkRows,
  ofMany: (change: BulkChange) => string,
  ofOne: (annotation: MarkRows['annotated'] extends ReadonlyMap<number, infer One> ? One : never) => readonly string[],
): ReadonlyMap<string, readonly Rows[]> {
  const words = new Map<string, Rows[]>();
  const add = (word: string, rows: Rows): void => {
    const before = words.get(word);
    if (before !== undefined) before.push(rows);
    else if (word !== '') words.set(word, [rows]);
  };
  for (const { change, rows } of marks) add(ofMany(change), rows);
  for (const [row, annotation] of annotated) for (const word of ofOne(annotation)) add(word, [row]);
  return words;
}

/** Every row with all its words, in order of the words. */
function listColumn(rows: number, words: ReadonlyMap<string, readonly Rows[]>): CodeColumn {
  const dictionary = [''];
  const codes = words.size === 0 ? new Uint8Array(rows) : new Uint32Array(rows);
  for (const word of [...words.keys()].toSorted(compareText)) {
    // Codes with this word, by those before it came in.
    const withWord = new Map<number, number>();
    const firstCode = dictionary.length;
    for (const those of words.get(word) ?? []) {
      for (const row of those) {
        const before = codes[row]!;
        if (before >= firstCode) continue;
        let code = withWord.get(before);
        if (code === undefined) {
          code = dictionary.push(before === 0 ? word : `${dictionary[before]!}${VALUE_SEPARATOR}${word}`) - 1;
          withWord.set(before, code);
        }
        codes[row] = code;
      }
    }
  }
  return { dictionary, codes };
}
