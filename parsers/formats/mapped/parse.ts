import type { NormalisedEvent, Outcome, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { textsAt, type ColumnMapping, type TimeSource } from '../../model/mapping.js';
import { statedFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { toParts } from '../../time/instant.js';
import { readWrittenTime } from '../../time/written-time.js';
import { mappedFields } from './fields.js';

/** Reads one record by the columns that its context names. */
export function parseMapped({ value, context }: RecordInput): ParsedRecord {
  const { mapping } = context;
  if (mapping?.kind !== 'columns')
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No columns are named for this record.' };
  if (asObject(value) === null)
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'The record is no object, so no column can be named in it.',
    };
  const problems: RecordProblem[] = [];
  const time = timeOf(value, mapping.time, problems);
  const outcome = outcomeOf(value, mapping);
  const event: NormalisedEvent = {
    time,
    fields: statedFields(
      {
        'exhibit.outcome': outcome,
        'event.kind': 'event',
        'event.outcome': ECS_OUTCOME[outcome],
        'event.action': 'row',
      },
      mappedFields(value, mapping),
    ),
    message: textsAt(value, mapping.columns.message).join(' ') || stated(value),
  };
  const ids = textsAt(value, mapping.columns.id);
  const key = mapping.isIdUnique && ids.length === 1 ? { producerKey: { key: ids[0]!, content: value } } : {};
  return { kind: 'events', events: [event], ...key, ...(problems.length === 0 ? {} : { problems }) };
}

const ECS_OUTCOME: Readonly<Record<Outcome, string>> = {
  allowed: 'success',
  detected: 'unknown',
  prevented: 'failure',
  denied: 'failure',
  killed: 'unknown',
  failed: 'failure',
  unknown: 'unknown',
};

/** Words by which tables say that there is nothing. */
const NOTHING = /^(?:|-|null|none|nil|n\/a|na|nan|never|0)$/i;

function timeOf(value: unknown, source: TimeSource | null, problems: RecordProblem[]): RecordedTime | null {
  if (source === null) return null;
  const text = writtenTime(value, source);
  if (NOTHING.test(text.trim())) return null;
  const time = readWrittenTime(text, source.writing, source.kind);
  if (time === null) {
    problems.push({
      code: 'bad-time',
      reason: `The time "${text.slice(0, 80)}" cannot be read; the record is undated.`,
    });
  } else if (!isPlausible(time)) {
    problems.push({
      code: 'implausible-time',
      reason: `The time "${text.slice(0, 80)}" lies before 1990 or after 2100: look whether its unit or pattern is another.`,
    });
  }
  return time;
}

/** The text of the time's columns, joined by blanks. */
export function writtenTime(value: unknown, { columns }: TimeSource): string {
  return columns.map((column) => textsAt(value, column)[0] ?? '').join(' ');
}

const FIRST_PLAUSIBLE_MS = Date.UTC(1990, 0, 1);
const LAST_PLAUSIBLE_MS = Date.UTC(2100, 0, 1);

function isPlausible({ instant }: RecordedTime): boolean {
  const { ms } = toParts(instant);
  return ms >= FIRST_PLAUSIBLE_MS && ms < LAST_PLAUSIBLE_MS;
}

function outcomeOf(value: unknown, { columns, outcomes }: ColumnMapping): Outcome {
  const [word] = textsAt(value, columns.outcome);
  return word !== undefined && Object.hasOwn(outcomes, word) ? (outcomes[word] ?? 'unknown') : 'unknown';
}

/** Without a message: what the record states at its top, as `name: value`. */
function stated(value: unknown): string {
  return Object.keys(asObject(value) ?? {})
    .flatMap((name) => {
      const [text] = textsAt(value, [name]);
      return text === undefined ? [] : [`${name}: ${text}`];
    })
    .join(', ');
}
