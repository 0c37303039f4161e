/** Code that must not compile: each line below is an error of the kind the types exist to prevent. */
import type { EventFields } from '../../parsers/model/fields.js';
import type { EventId } from '../../parsers/model/ids.js';
import type { Instant } from '../../parsers/model/time.js';
import type { ExhibitBridge } from '../../main/bridge/contract.js';

// @ts-expect-error an instant is never one JavaScript number
export const asNumber: Instant = 1_700_000_000_000;
// @ts-expect-error nor an unbranded bigint
export const asBigint: Instant = 1n;
// @ts-expect-error an event id is made by eventId(), not by hand
export const byHand: EventId = '["a","",0,"",0]';
// @ts-expect-error fields carry the names of the field table
export const unknownField: EventFields = { 'container.identifier': 'x' };

export function calls(bridge: ExhibitBridge): void {
  // @ts-expect-error the bridge has no such call
  void bridge.call('disk.read', '/etc/passwd');
  // @ts-expect-error a path is no token
  void bridge.call('evidence.receive', '/etc', { origin: '', storage: 'copy', numberPrefix: 'X' });
}
