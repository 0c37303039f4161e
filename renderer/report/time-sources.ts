import type { Adjustment, CaseState } from '../../parsers/model/case.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import type { TimeSource } from './model.js';

/** Every member that gave events, with its span and what the examiner adjusted. */
export function timeSourcesOf(ledger: Ledger, state: CaseState): readonly TimeSource[] {
  return ledger.exhibits.flatMap((exhibit) =>
    exhibit.members
      .filter((member) => member.events > 0)
      .map((member) => ({
        exhibit: exhibit.number,
        member: member.path,
        format: member.format,
        first: member.first,
        last: member.last,
        zoneNeeded: member.zoneNeeded,
        adjustment: inWords(state.adjustments.get(`${exhibit.number}\n${member.path}`)),
      })),
  );
}

function inWords(adjustment: Adjustment | undefined): string {
  if (adjustment === undefined) return 'none';
  const parts = [];
  if (adjustment.zone !== null) parts.push(`times without a zone read as ${adjustment.zone}`);
  if (adjustment.offsetNs !== '0')
    parts.push(`clock corrected by ${adjustment.offsetNs} ns, uncertainty ${adjustment.uncertaintyNs} ns`);
  return `${parts.join('; ')} (${adjustment.reason})`;
}
