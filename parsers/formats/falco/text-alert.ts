import type { FalcoAlert } from './schema.js';

const ALERT =
  /^(\d{4}-\d\d-\d\dT\S+|\d\d:\d\d:\d\d\.\d{1,9}): (Emergency|Alert|Critical|Error|Warning|Notice|Informational|Info|Debug) (.+)$/is;

/** Lines in which Falco speaks of itself: `Tue May 28 10:12:13 2019: Loading rules from file ...`. */
const OWN_LINE = /^(?:[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}|\d{4}-\d\d-\d\dT\S+): (?=\S)/;

/** True for an alert as text. */
export function isTextAlert(text: string): boolean {
  return ALERT.test(text);
}

/** True for a line of Falco's own log beside its alerts. */
export function isOwnLine(text: string): boolean {
  return OWN_LINE.test(text) && !ALERT.test(text);
}

/**
 * Reads an alert written as text. By default Falco prints the time of day without a date: then the alert has no time.
 * With `time_format_iso_8601` it prints both. Text names no rule.
 */
export function readTextAlert(text: string): FalcoAlert {
  const [, time = '', priority = null] = ALERT.exec(text) ?? OWN_LINE.exec(text) ?? [];
  const own = isOwnLine(text);
  const dated = /^(\d{4}-\S+?):? /.exec(text)?.[1] ?? null;
  return {
    rule: null,
    priority: own ? null : priority,
    output: text,
    time: own ? dated : time.includes('T') ? time : null,
    source: own || /^\S+ \w+ Falco internal:/.test(text) ? 'internal' : null,
    tags: [],
    hostname: null,
    uuid: null,
    facts: {},
  };
}
