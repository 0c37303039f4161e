import { parseTime } from '../../time/parse.js';

const TYPES = 'container|image|network|volume|daemon|plugin|builder|service|node|secret|config|pod';
const HEAD = new RegExp(`^(\\d{4}-\\d\\d-\\d\\dT[0-9:.]{5,20}(?:Z|[+-]\\d\\d:\\d\\d)) (${TYPES}) `);
/** A container's id; the command of an exec before it may hold blanks and brackets. */
const CONTAINER = / ([0-9a-f]{64}) \(/;

export function isTextLine(value: unknown): boolean {
  return typeof value === 'string' && readTextLine(value) !== null;
}

/**
 * Reads `<time> <type> <action> <id> (<name>=<value>, ...)` into the shape of the JSON, with the time in the client's zone as it is
 * written; null for other lines.
 */
export function readTextLine(line: string): object | null {
  const [head = '', time = '', type = ''] = HEAD.exec(line) ?? [];
  if (head === '' || parseTime(time) === null) return null;
  const rest = line.slice(head.length);
  const container = CONTAINER.exec(rest);
  if (container !== null) {
    const behind = container.index + container[0].length;
    return event(time, type, rest.slice(0, container.index), container[1] ?? '', rest.slice(behind));
  }
  const [, action = '', id = '', attributes = ''] = /^(\S+) (\S+)(?: \((.*)|)$/s.exec(rest) ?? [];
  return action === '' ? null : event(time, type, action, id, attributes);
}

function event(time: string, type: string, action: string, id: string, attributes: string): object {
  const Attributes: Record<string, string> = {};
  let last: string | null = null;
  for (const pair of attributes.replace(/\)$/, '').split(', ')) {
    const equals = pair.indexOf('=');
    // A value may hold a comma and a blank.
    if (equals > 0) Attributes[(last = pair.slice(0, equals))] = pair.slice(equals + 1);
    else if (last !== null) Attributes[last] += `, ${pair}`;
  }
  return { Type: type, Action: action, Actor: { ID: id, Attributes }, time, 'text time': time };
}
