import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plaso } from '../../../../parsers/formats/plaso/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const record = {
  __container_type__: 'event',
  __type__: 'AttributeContainer',
  data_type: 'docker:container:log:entry',
  container_identifier: 'e7d0b7ea5ccf08366e2b0c8afa2318674e8aefe802315378125d2bb83fe3110c',
  date_time: { __class_name__: 'PosixTimeInMicroseconds', __type__: 'DateTimeValues', timestamp: 1452160465123456 },
  display_name: 'OS:/docker/containers/log.json',
  message: 'Text: "hello"',
  parser: 'jsonl/docker_container_log',
  pathspec: { __type__: 'PathSpec', type_indicator: 'OS', location: '/docker/containers/log.json' },
  timestamp: '1452160465123456',
  timestamp_desc: 'Added Time',
};
const parse = (changes: object) => plaso.parse(recordInput({ ...record, ...changes }));
const utc = (changes: object) => {
  const { time } = onlyEvent(parse(changes));
  return time && `${formatUtc(toParts(time.instant))} ${time.resolution} ${time.zone}`;
};

test('an event of json_line', () => {
  const event = onlyEvent(parse({}));
  expect(event.message).toBe('Text: "hello"');
  expect(event.time).toMatchObject({ text: '1452160465123456', resolution: 'us', zone: 'format' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'container/e7d0b7ea5ccf',
    'exhibit.outcome': 'unknown',
    'exhibit.moment': 'Added Time',
    'event.action': 'docker:container:log:entry',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': 'jsonl/docker_container_log',
    'event.original': 'Text: "hello"',
    'container.id': record.container_identifier,
    'file.path': '/docker/containers/log.json',
    'log.file.path': 'OS:/docker/containers/log.json',
  });
});

test.each([[{ message: '' }], [{ message: undefined }], [{ message: 7, timestamp: 'x' }]])(
  'every event has a sentence: %j',
  (changes) => {
    expect(onlyEvent(parse(changes)).message).not.toBe('');
  },
);

describe('times', () => {
  test.each([
    [
      'how exact the source was is told by its class',
      { date_time: { __class_name__: 'PosixTime' } },
      '2016-01-07T09:54:25.123456000Z s format',
    ],
    ['before 1970', { timestamp: '-1500000' }, '1969-12-31T23:59:58.500000000Z us format'],
    [
      'elements where timestamp is missing',
      {
        timestamp: undefined,
        date_time: { __class_name__: 'TimeElementsInMilliseconds', time_elements_tuple: [2016, 1, 7, 9, 54, 25, 12] },
      },
      '2016-01-07T09:54:25.012000000Z ms unknown',
    ],
    ['not set', { date_time: { __class_name__: 'NotSet', string: 'Not set' }, timestamp: 0 }, null],
    ['zero', { timestamp: '0' }, null],
  ])('%s', (_, changes, expected) => {
    expect(utc(changes)).toBe(expected);
  });
});

describe('tables', () => {
  const table = async (text: string) => {
    const { members } = await collectImport([memoryFile(new TextEncoder().encode(text), { name: 'out.csv' })], {
      formats: FORMATS,
    });
    return members[0]!;
  };
  const l2t =
    'date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra';

  test('l2tcsv: the zone may change from row to row', async () => {
    const { records, end } = await table(
      `${l2t}\n03/11/2015,19:26:39,CET,M...,LOG,Log File,Content Modification Time,-,node-1,a,b,2,OS:/x,12,-,syslog,-\n07/11/2015,19:26:39,Europe/Berlin,..C.,FILE,File stat,Metadata Modification Time,eve,node-1,a,b,2,OS:/y,13,-,filestat,-\n00/00/0000,--:--:--,UTC,....,LOG,Log File,Not a time,-,-,a,b,2,OS:/x,12,-,syslog,-\n`,
    );
    expect(end.format).toBe('plaso');
    const events = records.map(({ result }) => onlyEvent(result));
    expect(events.map(({ time }) => time && formatUtc(toParts(time.instant)))).toEqual([
      '2015-03-11T18:26:39.000000000Z',
      '2015-07-11T17:26:39.000000000Z',
      null,
    ]);
    expect(events[0]?.fields).toMatchObject({
      'exhibit.moment': 'M... Content Modification Time',
      'host.name': 'node-1',
    });
    expect(events[1]?.fields).toMatchObject({ 'user.name': 'eve', 'file.inode': '13' });
  });

  test('dynamic', async () => {
    const { records, end } = await table(
      'datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n2015-03-11T19:26:39.123456+00:00,Content Modification Time,LOG,Log File,hello,text/syslog,OS:/x,-\n2015-03-11T19:26:40.000000+00:00,Content Modification Time,LOG,Log File,bye,text/syslog,OS:/x,evil\n',
    );
    expect(end.format).toBe('plaso');
    expect(onlyEvent(records[0]!.result)).toMatchObject({
      time: { resolution: 'us', zone: 'record' },
      message: 'hello',
    });
    expect(onlyEvent(records[1]!.result).fields).toMatchObject({ tags: 'evil', 'log.file.path': 'OS:/x' });
  });

  test('tln', async () => {
    const { records, end } = await table(
      'Time|Source|Host|User|Description|TZ|Notes\n1426102000|LOG|node-1|eve|hello; syslog|UTC|-\n1426102001|LOG|node-1|-|bye|UTC|-\n',
    );
    expect(end.format).toBe('plaso');
    expect(onlyEvent(records[0]!.result)).toMatchObject({
      time: { instant: 1426102000000000000n },
      message: 'hello; syslog',
      fields: { 'user.name': 'eve', 'host.name': 'node-1' },
    });
  });

  test('output json: one document whose members are the records', async () => {
    const { records, end } = await table(JSON.stringify({ event_0: record, event_1: { ...record, message: 'two' } }));
    expect(end.format).toBe('plaso');
    expect(records.map(({ result }) => onlyEvent(result).message)).toEqual(['Text: "hello"', 'two']);
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(record).slice(1)), (value, key) => {
      parse({ [key]: value });
      parse({ date_time: { __class_name__: value, time_elements_tuple: value, string: value } });
    }),
  );
});

test('an event that keeps its typed time is of plaso without the container type, one with a datetime is not', async () => {
  const event = {
    data_type: 'bash:history:entry',
    date_time: { __class_name__: 'PosixTime', timestamp: 1614765600 },
    timestamp: 1614765600000000,
    timestamp_desc: 'Recorded Time',
    message: 'Command executed: id',
  };
  const formatOf = async (value: object) => {
    const bytes = new TextEncoder().encode(JSON.stringify(value));
    const { members } = await collectImport([memoryFile(bytes)], { formats: FORMATS });
    return members[0]!.end.format;
  };
  expect(await formatOf(event)).toBe('plaso');
  expect(await formatOf({ ...event, datetime: '2021-03-03T10:00:00+00:00' })).toBe('timesketch');
});
