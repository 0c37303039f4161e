import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyfile } from '../../../../parsers/formats/bodyfile/index.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const parse = (row: string) => bodyfile.parse(recordInput(row, { framing: { kind: 'lines' } }));
const moments = (row: string) =>
  eventsOf(parse(row)).map(({ time, fields }) => [time && formatUtc(toParts(time.instant)), fields['exhibit.moment']]);

test('one event per distinct time, with its letters', () => {
  expect(moments('0|/a|12|d/drwxr-xr-x|151107|5000|1024|1337961564|1337961563|1337961563|0')).toEqual([
    ['2012-05-25T15:59:24.000000000Z', '.A..'],
    ['2012-05-25T15:59:23.000000000Z', 'M.C.'],
  ]);
  expect(moments('0|/a|12|r/rrw-r--r--|0|0|1|1337961350|1337961350|1337961350|1337961350.5')).toEqual([
    ['2012-05-25T15:55:50.000000000Z', 'MAC.'],
    ['2012-05-25T15:55:50.500000000Z', '...B'],
  ]);
});

test('what the row says', () => {
  const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
  const event = onlyEvent(
    parse(`${md5}|/usr/bin/x -> /tmp/y|65-128-2|-rwsr-xr-x|48|7|22|1596093118|1596093118|1596093118|-1`),
  );
  expect(event.message).toBe('/usr/bin/x -> /tmp/y: accessed, content modified, status changed');
  expect(event.fields).toEqual({
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.moment': 'MAC.',
    'exhibit.file.flags': 'setuid',
    'event.action': 'accessed, content modified, status changed',
    'event.category': 'file',
    'event.kind': 'state',
    'event.outcome': 'unknown',
    'event.type': 'info',
    'file.path': '/usr/bin/x',
    'file.name': 'x',
    'file.target_path': '/tmp/y',
    'file.type': 'file',
    'file.mode': '-rwsr-xr-x',
    'file.size': 22,
    'file.inode': '65-128-2',
    'file.uid': '48',
    'file.gid': '7',
    'file.hash.md5': md5,
  });
});

test('bars in a name; deleted files; no time at all', () => {
  expect(onlyEvent(parse('0|/a|b|c (deleted)|0|r/----------|0|0|0|0|-1||0'))).toMatchObject({
    time: null,
    fields: { 'file.path': '/a|b|c (deleted)', 'exhibit.file.flags': 'deleted', 'event.type': 'deletion' },
  });
});

test('what is no row is rejected, a time that cannot be read is said', () => {
  expect(parse('a|b|c')).toMatchObject({ kind: 'rejected', code: 'wrong-columns' });
  expect(parse('0|/a|1|d/drwx------|0|0|1|999999999999|1337961563|0|0')).toMatchObject({
    events: [{ time: { text: '1337961563' } }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any name and any numbers are answered', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.integer(), { minLength: 4, maxLength: 4 }),
      (name, times) => {
        const parsed = parse(`0|${name.replace(/[\r\n]/g, '')}|1|d/drwx------|0|0|1|${times.join('|')}`);
        expect(eventsOf(parsed).length).toBeGreaterThan(0);
        parse(name);
      },
    ),
  );
});

test('virtual files of The Sleuth Kit are rows too', () => {
  const result = bodyfile.parse(
    recordInput('0|/$OrphanFiles|134|V/V---------|0|0|0|0|0|0|0', { framing: { kind: 'lines' } }),
  );
  expect(result).toMatchObject({ kind: 'events', events: [{ time: null, fields: { 'file.path': '/$OrphanFiles' } }] });
});
