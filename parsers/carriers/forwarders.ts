import { asList, asObject, asText, at } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import { isCarriedText } from './carried-text.js';
import type { Carried, CarriedPayload, Carrier } from './carried.js';

/**
 * Azure diagnostic record: the payload is the text `properties.log` (`log_s` in Log Analytics); the cluster is the last
 * part of the resource id, which is often in capitals. Source: Azure Monitor documentation "Resource logs".
 */
export const azureDiagnostic: Carrier = (value) => {
  const row = typeof value['log_s'] === 'string';
  const log = row ? value['log_s'] : at(value, 'properties', 'log');
  if (typeof log !== 'string') return null;
  const resource = asText(value['resourceId'] ?? value['_ResourceId'] ?? value['ResourceId']);
  const pod = asText(row ? value['pod_s'] : at(value, 'properties', 'pod'));
  const logged = parseTime(value['time'] ?? value['TimeGenerated'], { kind: 'logged' });
  return {
    payloads: [{ path: row ? 'log_s' : 'properties.log', value: log }],
    name: carrierName('Azure', asText(value['category'] ?? value['Category']), resource, pod),
    times: logged === null ? [] : [logged],
    cluster: resource?.split('/').at(-1) ?? null,
  };
};

/**
 * Event Grid and tools that keep its shape: a record under `data`, beside its event type. Source: Azure documentation "Event
 * Grid event schema".
 */
export const eventGrid: Carrier = (value) => {
  if (asText(value['eventType']) === null || asObject(value['data']) === null) return null;
  const logged = parseTime(value['eventTime'], { kind: 'logged' });
  return {
    payloads: [{ path: 'data', value: value['data'] }],
    name: carrierName('Event Grid', asText(value['eventType'])),
    times: logged === null ? [] : [logged],
  };
};

/** CloudEvents envelope: `specversion` beside `data`. Specification: CloudEvents 1.0. */
export const cloudEvents: Carrier = (value) => {
  if (typeof value['specversion'] !== 'string' || !Object.hasOwn(value, 'data')) return null;
  const logged = parseTime(value['time'], { kind: 'logged' });
  return {
    payloads: [{ path: 'data', value: value['data'] }],
    name: carrierName('CloudEvents', asText(value['source'])),
    times: logged === null ? [] : [logged],
  };
};

/**
 * Loki: a push or query answer (`streams`, `data.result`), one stream of it (`stream`, `values`), or a line of logcli
 * (`line`, `labels`). Lines carry nanosecond times as text. Source: Grafana Loki HTTP API.
 */
export const loki: Carrier = (value) => {
  if (typeof value['line'] === 'string' && asObject(value['labels']) !== null) {
    return stream(value['labels'], [lokiLine(value['timestamp'], value['line'], 'line')]);
  }
  if (Array.isArray(value['values']) && asObject(value['stream']) !== null) return lokiStream(value, '');
  const path = Array.isArray(value['streams']) ? 'streams' : 'data.result';
  const streams = asList(value['streams'] ?? at(value, 'data', 'result')).map((each, index) => ({
    each: asObject(each),
    path: `${path}[${index}].`,
  }));
  if (!streams.some(({ each }) => each !== null && Array.isArray(each['values']) && asObject(each['stream']) !== null))
    return null;
  const carried = streams.map(({ each, path: at }) => lokiStream(each ?? {}, at));
  return {
    payloads: carried.flatMap(({ payloads }) => payloads),
    name: [...new Set(carried.map(({ name }) => name).filter((name) => name !== null))].join(', '),
  };
};

function lokiStream(value: JsonObject, path: string): Carried {
  const lines = asList(value['values']).map((line, index) => {
    const [time, text] = asList(line);
    return lokiLine(time, text, `${path}values[${index}][1]`);
  });
  return stream(value['stream'], lines);
}

function lokiLine(time: unknown, text: unknown, path: string): CarriedPayload {
  const logged = parseTime(time, { kind: 'logged' });
  return { path, value: text, times: logged === null ? [] : [logged] };
}

function stream(labels: unknown, payloads: readonly CarriedPayload[]): Carried {
  const named = ['job', 'app', 'filename', 'pod'].map((label) => asText(at(labels, label)));
  return {
    payloads,
    name: carrierName('Loki', ...named),
    cluster: asText(at(labels, 'cluster')),
    host: asText(at(labels, 'node_name') ?? at(labels, 'host')),
  };
}

/** What stands beside the line of a container's log. */
const CONTAINER_LOG = ['stream', 'kubernetes', 'container_id', 'container_name', 'tag'];

/**
 * A log shipper's document that holds the record as text: container log (`log` with `stream`), Fluentd's (`log` with a tag or a
 * container), Vector (`message` with `source_type`), Beats or Logstash (`message` or `event.original` with `@timestamp`), journald (`MESSAGE`), Log Analytics (`SyslogMessage`). Only text that looks like a record is a
 * payload, so that a record with a plain `message` of its own stays what it is.
 */
export const logShipper: Carrier = (value) => {
  const candidates: readonly (readonly [string, unknown, boolean])[] = [
    ['log', value['log'], CONTAINER_LOG.some((key) => Object.hasOwn(value, key))],
    ['event.original', value['event.original'] ?? at(value, 'event', 'original'), true],
    ['message', value['message'], Object.hasOwn(value, '@timestamp') || Object.hasOwn(value, 'source_type')],
    ['MESSAGE', value['MESSAGE'], Object.hasOwn(value, '__REALTIME_TIMESTAMP')],
    [
      'SyslogMessage',
      value['SyslogMessage'],
      Object.hasOwn(value, 'TimeGenerated') || Object.hasOwn(value, 'Facility'),
    ],
  ];
  const held = candidates.find(([, text, fits]) => fits && typeof text === 'string' && isCarriedText(text));
  if (held === undefined) return null;
  const [path, text] = held;
  const ingested = parseTime(value['event.ingested'] ?? at(value, 'event', 'ingested'), { kind: 'ingested' });
  const logged = parseTime(
    value['@timestamp'] ?? value['__REALTIME_TIMESTAMP'] ?? value['TimeGenerated'] ?? value['time'],
    { kind: 'logged' },
  );
  return {
    payloads: [{ path, value: text }],
    name: carrierName(
      'log shipper',
      asText(value['_index'] ?? value['index']),
      asText(value['source'] ?? value['SYSLOG_IDENTIFIER'] ?? value['ProcessName']),
    ),
    times: [logged, ingested].filter((time) => time !== null),
    host: asText(
      at(value, 'kubernetes', 'host') ??
        at(value, 'host', 'name') ??
        value['host.name'] ??
        value['host'] ??
        value['_HOSTNAME'] ??
        value['Computer'],
    ),
  };
};

/** Elasticsearch or OpenSearch hit: the document is the object `_source`. Source: elasticdump, search API. */
export const searchHit: Carrier = (value) => {
  if (asObject(value['_source']) === null || typeof value['_index'] !== 'string') return null;
  return { payloads: [{ path: '_source', value: value['_source'] }], name: carrierName('index', value['_index']) };
};

/** Names under which producers and APIs wrap records in a list. */
const LISTS = [
  'Records',
  'items',
  'Events',
  'events',
  'records',
  'value',
  'results',
  'result',
  'Findings',
  'findings',
  'entries',
];

/** A list envelope as one record: an EventList or a delivery per line. */
export const listEnvelope: Carrier = (value) => {
  const key = LISTS.find(
    (name) => Array.isArray(value[name]) && asList(value[name]).every((each) => asObject(each) !== null),
  );
  if (key === undefined) return null;
  return { payloads: asList(value[key]).map((each, index) => ({ path: `${key}[${index}]`, value: each })), name: null };
};
