/** Why events have no place on the time line, as far as the ledger tells. */
import { parseEventId, type EventId } from '../../../parsers/model/ids.js';
import type { Ledger, MemberLedger } from '../../../parsers/model/ledger.js';

const REASONS = {
  undated: 'no time in the record',
  zone: 'zone not answered',
  both: 'no time or no zone',
} as const;

/** Answers for the members of a ledger; `zone` questions stand open where a member waits for an answer. */
export function unplacedReasons(ledger: Ledger): (id: EventId) => string {
  const members = new Map<string, MemberLedger>();
  for (const exhibit of ledger.exhibits)
    for (const member of exhibit.members) members.set(`${exhibit.sha256}\n${member.path}`, member);
  return (id) => {
    const { exhibit, member } = parseEventId(id);
    const found = members.get(`${exhibit}\n${member}`);
    if (found === undefined || !found.zoneNeeded) return REASONS.undated;
    return found.undated > 0 ? REASONS.both : REASONS.zone;
  };
}

/** What the divider says about all of them. */
export function dividerReason(ledger: Ledger): string {
  const members = ledger.exhibits.flatMap((exhibit) => exhibit.members);
  const zones = members.filter(({ zoneNeeded }) => zoneNeeded).length;
  const undated = members.some((member) => member.undated > 0);
  const open = `their times carry no zone and ${zones} ${zones === 1 ? 'source waits' : 'sources wait'} for your answer in the ledger`;
  if (zones === 0) return 'their records state no time';
  return undated ? `their records state no time, or ${open}` : open;
}
