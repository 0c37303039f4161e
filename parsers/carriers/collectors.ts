import { asList, asObject, asText, at } from '../model/json.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { CarriedPayload, Carrier } from './carried.js';

/** A message of Kafka as its console tools and connectors write it: `value` beside topic, partition, offset. */
export const kafkaMessage: Carrier = (value) => {
  const isMessage = asText(value['topic']) !== null && ['partition', 'offset'].some((key) => Object.hasOwn(value, key));
  const key = ['value', 'payload'].find((name) => isRecord(value[name]));
  if (!isMessage || key === undefined) return null;
  const logged = parseTime(value['timestamp'], { kind: 'logged' });
  return {
    payloads: [{ path: key, value: value[key] }],
    name: carrierName('Kafka', asText(value['topic'])),
    times: logged === null ? [] : [logged],
  };
};

/** An event as it is sent to Splunk's HTTP Event Collector: `event` beside its metadata, time in seconds. */
export const splunkCollector: Carrier = (value) => {
  const isSent = ['sourcetype', 'source', 'index', 'fields'].some((key) => Object.hasOwn(value, key));
  if (!isSent || !isRecord(value['event'])) return null;
  const logged = parseTime(value['time'], { kind: 'logged' });
  return {
    payloads: [{ path: 'event', value: value['event'] }],
    name: carrierName('Splunk', asText(value['index']), asText(value['sourcetype']), asText(value['source'])),
    times: logged === null ? [] : [logged],
    host: asText(value['host']),
  };
};

/** A log of Datadog's API: `attributes.message` as text, else the attributes that were parsed out of it. */
export const datadogLog: Carrier = (value) => {
  const attributes = asObject(value['attributes']);
  if (value['type'] !== 'log' || attributes === null) return null;
  const key = isRecordText(attributes['message']) ? 'message' : 'attributes';
  if (!isRecord(attributes[key])) return null;
  const logged = parseTime(attributes['timestamp'], { kind: 'logged' });
  return {
    payloads: [{ path: `attributes.${key}`, value: attributes[key] }],
    name: carrierName('Datadog', asText(attributes['service'])),
    times: logged === null ? [] : [logged],
    host: asText(attributes['host']),
  };
};

/** A message of a Sumo Logic search job: the fields in `map`, the record in `_raw`. */
export const sumoMessage: Carrier = (value) => {
  const fields = asObject(value['map']);
  if (fields === null || !isRecordText(fields['_raw'])) return null;
  const [logged, ingested] = [
    parseTime(fields['_messagetime'], { kind: 'logged' }),
    parseTime(fields['_receipttime'], { kind: 'ingested' }),
  ];
  return {
    payloads: [{ path: 'map._raw', value: fields['_raw'] }],
    name: carrierName('Sumo Logic', asText(fields['_sourcecategory']), asText(fields['_source'])),
    times: [logged, ingested].filter((time) => time !== null),
    host: asText(fields['_sourcehost']),
  };
};

/**
 * Logs of OpenTelemetry in JSON (OTLP): the bodies of all records, and the resource's cluster and node. Specification:
 * OpenTelemetry protocol, `LogsData`.
 */
export const otlpLogs: Carrier = (value) => {
  if (!Array.isArray(value['resourceLogs'])) return null;
  const payloads: CarriedPayload[] = [];
  const attributes: unknown[] = [];
  for (const [r, resource] of asList(value['resourceLogs']).entries()) {
    attributes.push(...asList(at(resource, 'resource', 'attributes')));
    for (const [s, scope] of asList(at(resource, 'scopeLogs')).entries()) {
      for (const [l, log] of asList(at(scope, 'logRecords')).entries()) {
        const path = `resourceLogs[${r}].scopeLogs[${s}].logRecords[${l}].body`;
        const times = [
          parseTime(at(log, 'timeUnixNano'), { kind: 'logged' }),
          parseTime(at(log, 'observedTimeUnixNano'), { kind: 'ingested' }),
        ].filter((time) => time !== null);
        payloads.push({ path, value: otlpValue(at(log, 'body'), 0), times });
      }
    }
  }
  const attribute = (name: string) =>
    asText(
      otlpValue(
        at(
          attributes.find((each) => at(each, 'key') === name),
          'value',
        ),
        0,
      ),
    );
  return {
    payloads,
    name: carrierName('OpenTelemetry', attribute('service.name')),
    cluster: attribute('k8s.cluster.name'),
    host: attribute('k8s.node.name') ?? attribute('host.name'),
  };
};

const DEEPEST = 32;

/** `AnyValue`: one member says the kind of the value. */
function otlpValue(value: unknown, depth: number): unknown {
  const object = asObject(value);
  if (object === null || depth > DEEPEST) return null;
  const list = asObject(object['kvlistValue']);
  if (list !== null)
    return Object.fromEntries(
      asList(list['values']).map((each): [string, unknown] => [
        asText(at(each, 'key')) ?? '',
        otlpValue(at(each, 'value'), depth + 1),
      ]),
    );
  const array = asObject(object['arrayValue']);
  if (array !== null) return asList(array['values']).map((each) => otlpValue(each, depth + 1));
  return object['stringValue'] ?? object['intValue'] ?? object['doubleValue'] ?? object['boolValue'] ?? null;
}

const WATCHED = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

/** A change that a watch of the Kubernetes API reports: `{"type":"MODIFIED","object":{...}}`. */
export const kubernetesWatch: Carrier = (value) => {
  const type = asText(value['type']);
  if (type === null || !WATCHED.has(type) || asText(at(value, 'object', 'kind')) === null) return null;
  return { payloads: [{ path: 'object', value: value['object'] }], name: `Kubernetes watch ${type}` };
};

function isRecord(value: unknown): boolean {
  return asObject(value) !== null || isRecordText(value);
}

function isRecordText(value: unknown): boolean {
  return typeof value === 'string' && /^\s*\{/.test(value);
}
