import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** An EVE event: `event_type`, `timestamp`, and beside them a flow, addresses or statistics. */
export function isEve(value: unknown): value is JsonObject {
  const object = asObject(value);
  if (object === null || asText(object['event_type']) === null || asText(object['timestamp']) === null) return false;
  const type = asText(object['event_type']) ?? '';
  return ['flow_id', 'src_ip', 'pcap_cnt', 'in_iface', type].some((name) => Object.hasOwn(object, name));
}

/** One line of fast.log. */
export interface FastLine {
  /** `MM/DD/YYYY-HH:MM:SS.ffffff` or, by the build, `YY/MM/DD-...`; of Snort `MM/DD-...`; without a zone. */
  readonly time: string;
  readonly generator: string;
  readonly signature: string;
  readonly revision: string;
  readonly message: string;
  readonly classification: string | null;
  readonly priority: string | null;
  readonly protocol: string | null;
  readonly source: string;
  readonly destination: string;
  /** `Drop` or `wDrop` where the packet was, or would have been, stopped. */
  readonly action: string | null;
}

const FAST =
  /^(\d{2}\/\d{2}(?:\/(?:\d{4}|\d{2}))?-\d{2}:\d{2}:\d{2}\.\d{1,9})\s+(?:\[(Drop|wDrop)\]\s+)?\[\*\*\]\s+\[(\d+):(\d+):(\d+)\]\s+(\S(?:.*?\S)?)\s+\[\*\*\]\s+(?:\[Classification: ([^\]]*)\]\s+)?(?:\[Priority: (\d+)\]\s+)?(?:\[AppID: [^\]]*\]\s+)?(?:\{([^}]*)\}\s+)?(\S+)\s+->\s+(\S+)\s*$/;

/** Reads a line of fast.log; null for anything else. Source: Suricata, alert-fastlog.c. */
export function readFast(line: unknown): FastLine | null {
  const match = typeof line === 'string' ? FAST.exec(line) : null;
  if (match === null) return null;
  const [, time = '', action = null, generator = '', signature = '', revision = '', message = ''] = match;
  const [written = null, priority = null, protocol = null, source = '', destination = ''] = match.slice(7);
  const classification = written === '(null)' ? null : written;
  return {
    time,
    action,
    generator,
    signature,
    revision,
    message,
    classification,
    priority,
    protocol,
    source,
    destination,
  };
}
