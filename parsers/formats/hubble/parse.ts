import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { EventFields } from '../../model/fields.js';
import { asText } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { endName, flowFields, nodeOf } from './fields.js';
import { flowObject, isHubbleRecord, readFlow, readNotice } from './schema.js';
import type { Flow, FlowEnd, Notice } from './schema.js';

export const hubblePayloads: PayloadFormat = {
  what: 'Hubble flow',
  known: 'verdict with addresses or endpoints, alone or under flow',
  isOwn: isHubbleRecord,
  read,
};

function read({ value, envelope }: Payload): ReadPayload {
  const object = flowObject(value);
  const notice = object === null ? readNotice(value) : null;
  if (notice !== null) return readStreamNotice(notice);
  const flow = readFlow(object ?? {}, value);
  const time = parseTime(flow.time, { zoneless: 'utc' });
  const fields = flowFields(flow, envelope);
  const written = asText(flow.time);
  return {
    events: [{ time, fields, message: sentence(flow, fields) }],
    problems:
      written !== null && time === null
        ? [{ code: 'bad-time', reason: `The time "${written.slice(0, 80)}" cannot be read; the flow is undated.` }]
        : [],
  };
}

/** `shop/web-1:4000 to reserved:world 1.2.3.4:443 (tcp): prevented (DROPPED POLICY_DENIED).` */
function sentence(flow: Flow, fields: EventFields): string {
  const transport = fields['network.transport'];
  const via = transport === undefined ? '' : ` (${String(transport)})`;
  const asked = fields['dns.question.name'] ?? fields['url.original'];
  const what = asked === undefined ? '' : ` ${String(fields['event.action'])} ${String(asked)}`;
  const reply = flow.isReply === true ? ', reply' : '';
  return `${end(flow.source)} to ${end(flow.destination)}${via}${what}${reply}: ${String(fields['exhibit.outcome'])} (${String(fields['exhibit.outcome.original'] ?? 'no verdict')}).`;
}

function end(side: FlowEnd): string {
  const port = asText(side.port);
  const address = side.ip === null ? null : `${side.ip}${port === null ? '' : `:${port}`}`;
  return [endName(side), address].filter((word) => word !== null).join(' ') || 'an end not stated';
}

/** Lost events prove a hole in what Hubble saw; other notices are about nodes and agents. */
function readStreamNotice({ kind, body, time: written, node }: Notice): ReadPayload {
  const { cluster, host } = nodeOf(node);
  const lost = kind === 'lost_events';
  const count = asText(body['num_events_lost']) ?? 'an unstated number of';
  const reason = `Hubble states that it lost ${count} events (${asText(body['source']) ?? 'source not stated'}).`;
  const what = asText(body['type']) ?? asText(body['state_change']) ?? kind;
  const fields = statedFields({
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host }),
    'exhibit.outcome': 'unknown',
    'event.action': kind,
    'event.category': 'host',
    'event.kind': 'event',
    'event.type': 'info',
    'event.outcome': 'unknown',
    'event.provider': 'hubble',
    'host.name': host,
    'orchestrator.cluster.name': cluster,
  });
  return {
    events: [{ time: parseTime(written, { zoneless: 'utc' }), fields, message: lost ? reason : `Hubble: ${what}.` }],
    problems: lost ? [{ code: 'dropped-events', reason }] : [],
  };
}
