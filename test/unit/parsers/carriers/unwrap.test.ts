import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrapRecord } from '../../../../parsers/carriers/unwrap.js';
import type { Framing } from '../../../../parsers/model/framing.js';
import { asObject } from '../../../../parsers/model/json.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { recordInput } from '../../../support/record-input.js';

const inner = { own: true, n: 1 };
const text = JSON.stringify(inner);
const isOwn = (value: unknown) => asObject(value)?.['own'] === true;

function open(value: unknown, options: Parameters<typeof recordInput>[1] = {}) {
  return unwrapRecord(recordInput(value, options), isOwn).map(({ value: payload, path, envelope, cut }) => ({
    own: isOwn(payload),
    path,
    names: envelope.names,
    times: envelope.times.map((time) => `${time.kind} ${formatUtc(toParts(time.instant))}`),
    cluster: envelope.cluster,
    host: envelope.host,
    cut,
  }));
}

const bare = { own: true, path: '', names: [], times: [], cluster: null, host: null, cut: false };

const nested = (levels: number) =>
  Array.from({ length: levels }).reduce((value: unknown) => JSON.stringify(value), inner);

describe('opens', () => {
  test('a record that nothing wraps', () => {
    expect(open(inner)).toEqual([bare]);
  });

  test('an element of a CloudWatch delivery', () => {
    const element = { id: '1', timestamp: 1440442987001, message: text };
    const framing: Framing = { kind: 'json', envelope: ['logEvents'] };
    const envelope = { logGroup: '/aws/eks/prod/cluster', logStream: 'kube-apiserver-audit-1', owner: '123' };
    expect(open(element, { framing, envelope })).toEqual([
      {
        ...bare,
        path: 'message',
        names: ['CloudWatch /aws/eks/prod/cluster kube-apiserver-audit-1'],
        times: ['logged 2015-08-24T19:03:07.001000000Z'],
        cluster: 'prod',
      },
    ]);
  });

  test('a whole CloudWatch delivery on one line, each event with a path of its own', () => {
    const delivery = {
      messageType: 'DATA_MESSAGE',
      logGroup: 'g',
      logStream: 's',
      logEvents: [
        { id: '1', timestamp: 1440442987001, message: text },
        { id: '2', timestamp: 1440442987002, message: 'plain' },
      ],
    };
    expect(open(delivery)).toMatchObject([
      { own: true, path: 'logEvents[0].message', times: ['logged 2015-08-24T19:03:07.001000000Z'] },
      { own: false, path: 'logEvents[1].message', times: ['logged 2015-08-24T19:03:07.002000000Z'] },
    ]);
  });

  test('a control message holds nothing', () => {
    expect(open({ messageType: 'CONTROL_MESSAGE', logEvents: [{ message: text }] })).toEqual([]);
  });

  test('a row of Logs Insights, whose unmarked time is UTC', () => {
    expect(open({ '@timestamp': '2024-01-02 03:04:05.678', '@message': text, '@logStream': 's' })).toMatchObject([
      { own: true, path: '@message', times: ['logged 2024-01-02T03:04:05.678000000Z'] },
    ]);
  });

  test('an Azure diagnostic record', () => {
    const record = {
      category: 'kube-audit',
      time: '2024-01-02T03:04:05.1234567Z',
      resourceId: '/SUBSCRIPTIONS/1/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/PROD',
      properties: { log: text, pod: 'kube-apiserver-1' },
    };
    expect(open(record)).toMatchObject([
      { own: true, path: 'properties.log', cluster: 'PROD', times: ['logged 2024-01-02T03:04:05.123456700Z'] },
    ]);
    expect(open({ Category: 'kube-audit', log_s: text })).toMatchObject([{ own: true, path: 'log_s' }]);
  });

  test.each([
    ['EventBridge', { 'detail-type': 'AWS API Call via CloudTrail', detail: inner }, 'detail'],
    ['LookupEvents', { EventId: '1', CloudTrailEvent: text }, 'CloudTrailEvent'],
    ['CloudEvents', { specversion: '1.0', source: 'falco.org', data: inner }, 'data'],
    ['a Loki stream', { stream: { job: 'falco' }, values: [['1739178940698757001', text]] }, 'values[0][1]'],
    ['a Loki push', { streams: [{ stream: {}, values: [['1', text]] }] }, 'streams[0].values[0][1]'],
    ['a Loki answer', { data: { result: [{ stream: {}, values: [['1', text]] }] } }, 'data.result[0].values[0][1]'],
    ['a logcli line', { labels: {}, line: text, timestamp: '2024-01-02T03:04:05Z' }, 'line'],
    ['a Splunk row', { _raw: text, host: 'h' }, '_raw'],
    ['a container log', { log: `${text}\n`, stream: 'stdout', time: '2024-01-02T03:04:05Z' }, 'log'],
    ['a Beats document', { '@timestamp': '2024-01-02T03:04:05Z', message: text }, 'message'],
    ['a list', { kind: 'EventList', items: [inner] }, 'items[0]'],
    ['a page of an API', { result: [inner], count: 1 }, 'result[0]'],
    ['an Elasticsearch hit', { _index: 'aqua-2024', _id: '1', _source: inner }, '_source'],
    [
      'a Beats document in a hit',
      { _index: 'b', _source: { '@timestamp': '2024-01-02', message: text } },
      '_source.message',
    ],
    ['an array in text', JSON.stringify([inner]), '[0]'],
  ])('%s', (_, record: unknown, path) => {
    expect(open(record)).toMatchObject([{ own: true, path }]);
  });

  test('nanoseconds of Loki stay exact', () => {
    const record = { stream: {}, values: [['1739178940698757001', text]] };
    expect(open(record)[0]?.times).toEqual(['logged 2025-02-10T09:15:40.698757001Z']);
  });

  test('JSON in JSON three levels deep, and no deeper', () => {
    expect(open(nested(3))).toMatchObject([{ own: true, path: '' }]);
    expect(open(nested(4))).toMatchObject([{ own: false }]);
  });

  test('carriers in carriers', () => {
    const bridge = JSON.stringify({ 'detail-type': 't', detail: { CloudTrailEvent: text } });
    expect(open({ id: '1', timestamp: 1440442987001, message: bridge })).toMatchObject([
      {
        own: true,
        path: 'message.detail.CloudTrailEvent',
        names: ['CloudWatch', 'EventBridge t', 'CloudTrail LookupEvents'],
      },
    ]);
  });

  test('payload text that breaks off', () => {
    expect(open({ CloudTrailEvent: text.slice(0, -3) })).toMatchObject([
      { own: false, cut: true, path: 'CloudTrailEvent' },
    ]);
  });

  test('long integers inside text stay exact', () => {
    const [payload] = unwrapRecord(
      recordInput({ _raw: '{"own":true,"t":1739178940698757001,"s":"a 1739178940698757001"}' }),
      isOwn,
    );
    expect(payload?.value).toEqual({ own: true, t: '1739178940698757001', s: 'a 1739178940698757001' });
  });
});

describe('takes prefixes off lines', () => {
  test.each([
    [
      'RFC 5424',
      `<134>1 2024-01-02T03:04:05.678Z node-1 falco 1 - - ${text}`,
      'node-1',
      ['logged 2024-01-02T03:04:05.678000000Z'],
    ],
    [
      'RFC 3164, whose time has no year',
      `<134>Jan  2 03:04:05 node-1 falco[1]: ${text}`,
      'node-1',
      ['logged 0004-01-02T03:04:05.000000000Z'],
    ],
    ['rsyslog', `2024-01-02T03:04:05+01:00 node-1 falco: ${text}`, 'node-1', ['logged 2024-01-02T02:04:05.000000000Z']],
    ['a time stamp', `2023/03/29 19:44:47 ${text}`, null, ['logged 2023-03-29T19:44:47.000000000Z']],
  ])('%s', (_, line, host, times) => {
    expect(open(line)).toMatchObject([{ own: true, path: '', host, times }]);
    // The same where the framing has decoded what follows the prefix.
    expect(open(inner, { text: line })).toMatchObject([{ own: true, path: '', host, times }]);
  });

  test('no other text is touched', () => {
    const [payload] = unwrapRecord(recordInput('16:31:56.746609046: Error text (a=b)'), isOwn);
    expect(payload).toMatchObject({ value: '16:31:56.746609046: Error text (a=b)', path: '', envelope: { names: [] } });
  });
});

test('any JSON is opened or left, never thrown at', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(Array.isArray(unwrapRecord(recordInput(value), isOwn))).toBe(true);
      expect(Array.isArray(unwrapRecord(recordInput(JSON.stringify(value)), isOwn))).toBe(true);
    }),
  );
});
