import type { ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { statedFields } from '../../model/stated-fields.js';
import { readNetworks } from './schema.js';

/** Reads one document: an undated event per interface, since the document states no time. */
export function parseCheckpointNetwork({ value }: RecordInput): ParsedRecord {
  const interfaces = readNetworks(value);
  if (interfaces === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No networks of a checkpoint: interfaces are missing.' };
  return {
    kind: 'events',
    events: interfaces.map(({ network, name, addresses, mac }) => ({
      time: null,
      fields: statedFields({
        'exhibit.layer': 'container',
        'exhibit.outcome': 'unknown',
        'event.kind': 'state',
        'event.category': 'network',
        'event.action': 'interface',
        'source.ip': addresses,
        'source.mac': mac,
      }),
      message: `Interface ${name} in network ${network}: ${addresses.join(', ') || 'no address'}`,
    })),
  };
}
