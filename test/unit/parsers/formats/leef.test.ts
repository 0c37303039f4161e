import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leef } from '../../../../parsers/formats/leef/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const parse = (line: string) => leef.parse(recordInput(line, { framing: { kind: 'lines' } }));
const event = (line: string) => onlyEvent(parse(line));

test('version 1: tabs', () => {
  const read = event(
    'LEEF:1.0|Microsoft|MSExchange|4.0 SP1|15345|src=192.0.2.0\tdst=172.50.123.1\tsev=5\tcat=anomaly\tsrcPort=81\tdstPort=21\tusrName=joe.black\tmsg=a b=c\tdevTime=1385992199000',
  );
  expect(read).toMatchObject({
    time: { text: '1385992199000', zone: 'format' },
    message: 'Microsoft MSExchange: 15345: a b=c',
    fields: {
      'event.code': '15345',
      'source.ip': '192.0.2.0',
      'source.port': 81,
      'destination.ip': '172.50.123.1',
      'destination.port': 21,
      'user.name': 'joe.black',
      'exhibit.severity': 5,
      'rule.category': 'anomaly',
    },
  });
});

describe('version 2 names its delimiter', () => {
  test.each([
    ['a character', '^|', '^'],
    ['a number', 'x5E|', '^'],
    ['another number', '0x7C|', '|'],
    ['nothing', '|', '\t'],
    ['the field left out', '', '\t'],
  ])('%s', (_, field, delimiter) => {
    const pairs = ['src=192.0.2.1', 'usrName=eve', 'action=blocked'].join(delimiter);
    expect(event(`LEEF:2.0|Lancope|StealthWatch|1.0|41|${field}${pairs}`).fields).toMatchObject({
      'source.ip': '192.0.2.1',
      'user.name': 'eve',
      'exhibit.outcome': 'prevented',
    });
  });
});

test('tabs that became blanks in transport', () => {
  expect(event('LEEF:1.0|V|P|1|id|src=192.0.2.1 usrName=joe black sev=3').fields).toMatchObject({
    'source.ip': '192.0.2.1',
    'user.name': 'joe black',
    'exhibit.severity': 3,
  });
});

describe('devTime by devTimeFormat', () => {
  test.each([
    ['Jan 18 2019 11:07:53.520 UTC', 'MMM dd yyyy HH:mm:ss.SSS z', 'record'],
    ['2019-01-18T12:07:53.520+0100', "yyyy-MM-dd'T'HH:mm:ss.SSSZ", 'record'],
    ['18/01/19 11:07:53.520 AM', 'dd/MM/yy hh:mm:ss.SSS a', 'unknown'],
    ['1547809673520', null, 'format'],
    ['Jan 18 2019 11:07:53.520', null, 'unknown'],
  ])('%s %s', (text, format, zone) => {
    const named = format === null ? '' : `\tdevTimeFormat=${format}`;
    const { time } = event(`LEEF:1.0|V|P|1|id|devTime=${text}${named}`);
    expect(time).toMatchObject({ text, zone, resolution: 'ms', instant: 1547809673520000000n });
  });

  test('what follows neither is said', () => {
    expect(parse('LEEF:1.0|V|P|1|id|devTime=soon')).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });
});

test("host and time of the line's header", () => {
  expect(event('<13>1 2019-01-18T11:07:53.520Z gw-1 q - - - LEEF:1.0|V|P|1|id|src=192.0.2.1')).toMatchObject({
    time: { text: '2019-01-18T11:07:53.520Z', kind: 'logged' },
    fields: { 'host.name': 'gw-1' },
  });
});

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, two) => {
      expect(parse(`LEEF:2.0|V|P|1|id|${one}|${two}`).kind).toBe('events');
      expect(parse(`LEEF:1.0|V|P|1|id|devTime=${one}\tdevTimeFormat=${two}`).kind).toBe('events');
    }),
  );
});

test('a line that names nothing has a sentence', () => {
  expect(event('LEEF:2.0|').message).toBe('A line without a product.');
});
