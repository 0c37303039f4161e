import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesketch } from '../../../../parsers/formats/timesketch/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const row = {
  message: 'curl ran',
  datetime: '2024-05-01T10:00:00.5+02:00',
  timestamp: '1714550400500000',
  timestamp_desc: 'Start Time',
  tag: 'evil',
  hostname: 'node-1',
  username: 'eve',
  command: 'curl x',
};
const parse = (changes: object) => timesketch.parse(recordInput({ ...row, ...changes }));

test('a row', () => {
  const parsed = parse({});
  expect(parsed).not.toHaveProperty('problems');
  const event = onlyEvent(parsed);
  expect(event).toMatchObject({ message: 'curl ran', time: { text: row.datetime, zone: 'record', resolution: 'ms' } });
  expect(event.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.lane': 'node/node-1',
    'exhibit.outcome': 'unknown',
    'exhibit.moment': 'Start Time',
    'event.action': 'Start Time',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.original': 'curl ran',
    tags: 'evil',
    'host.name': 'node-1',
    'user.name': 'eve',
    'process.command_line': 'curl x',
  });
});

describe('datetime and timestamp', () => {
  test.each([
    ['no datetime: microseconds, however few digits', { datetime: '', timestamp: 123456789 }, 123456789000n, []],
    ['before 1970', { datetime: '', timestamp: '-1500000' }, -1500000000n, []],
    ['datetime as an epoch number', { datetime: '1723474994349345', timestamp: undefined }, 1723474994349345000n, []],
    ['both, apart', { timestamp: '1714550000000000' }, 1714550400500000000n, ['time-conflict']],
    ['unreadable, and the other', { datetime: '1234 19:01:01' }, 1714550400500000000n, ['bad-time']],
  ])('%s', (_, changes, instant, codes) => {
    const parsed = parse(changes);
    expect(onlyEvent(parsed).time?.instant).toBe(instant);
    const problems = parsed.kind === 'events' ? (parsed.problems ?? []) : [];
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  test('without a zone it waits for an answer', () => {
    expect(onlyEvent(parse({ datetime: '2017-09-24 19:01:01' })).time).toMatchObject({ zone: 'unknown' });
  });

  test('neither can be read: undated, and said', () => {
    expect(parse({ datetime: 'soon', timestamp: 'later' })).toMatchObject({
      events: [{ time: null }],
      problems: [{ code: 'bad-time' }],
    });
  });
});

test('rows without what Timesketch asks for are none', () => {
  const { timestamp_desc: _, ...rest } = row;
  expect(timesketch.parse(recordInput(rest))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(row)), (value, key) => {
      const parsed = parse({ [key]: value });
      expect(parsed.kind === 'events' && parsed.events.every(({ message }) => message !== '')).toBe(true);
    }),
  );
});
