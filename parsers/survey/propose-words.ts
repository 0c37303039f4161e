import { lookupTable } from '../model/lookup-table.js';
import type { Outcome } from '../model/event.js';
import type { ColumnFacts } from './columns.js';

const OUTCOMES: readonly (readonly [RegExp, Outcome])[] = [
  [
    /^(?:success(?:ful|fully|ed)?|succeeded|ok(?:ay)?|allow(?:ed)?|permit(?:ted)?|accept(?:ed)?|grant(?:ed)?|pass(?:ed)?|true|yes|2\d\d)$/,
    'allowed',
  ],
  [/^(?:den(?:y|ied)|forbid(?:den)?|unauthori[sz]ed|reject(?:ed)?|accessdenied|refused|401|403)$/, 'denied'],
  [/^(?:block(?:ed)?|prevent(?:ed)?|quarantined?|drop(?:ped)?)$/, 'prevented'],
  [/^(?:detect(?:ed|ion)?|alert(?:ed)?|audit(?:ed)?|warn(?:ed|ing)?)$/, 'detected'],
  [/^(?:kill(?:ed)?|terminated?)$/, 'killed'],
  [/^(?:fail(?:ed|ure)?|error|false|no|4\d\d|5\d\d)$/, 'failed'],
];

const SEVERITIES = lookupTable<number>({
  debug: 0,
  trace: 0,
  info: 1,
  informational: 1,
  information: 1,
  notice: 2,
  negligible: 1,
  low: 3,
  medium: 5,
  moderate: 5,
  warn: 5,
  warning: 5,
  high: 7,
  error: 7,
  err: 7,
  severe: 8,
  critical: 9,
  crit: 9,
  alert: 9,
  fatal: 10,
  emergency: 10,
  emerg: 10,
});

/** What the words of an outcome's column stand for, as far as they say so themselves. */
export function proposeOutcomes({ words }: ColumnFacts): Readonly<Record<string, Outcome>> {
  return Object.fromEntries(
    words.flatMap(({ word }) => {
      const plain = word.toLowerCase().replaceAll(/[\s_-]/g, '');
      const outcome = OUTCOMES.find(([pattern]) => pattern.test(plain))?.[1];
      return outcome === undefined ? [] : [[word, outcome] as const];
    }),
  );
}

/** Severities of known words; of numbers only where all of them lie on the scale from 0 to 10. */
export function proposeSeverities({ words }: ColumnFacts): Readonly<Record<string, number>> {
  const numbers = words.map(({ word }) => (/^\d{1,2}(?:\.\d+)?$/.test(word) ? Number(word) : null));
  const isScale = numbers.length > 0 && numbers.every((number) => number !== null && number <= 10);
  return Object.fromEntries(
    words.flatMap(({ word }, index) => {
      const severity = isScale ? Math.round(numbers[index] ?? 0) : SEVERITIES[word.toLowerCase()];
      return severity === undefined ? [] : [[word, severity] as const];
    }),
  );
}
