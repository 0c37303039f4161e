import { adjustmentKey } from '../../parsers/model/fold.js';
import type { Adjustment, CaseState } from '../../parsers/model/case.js';
import type { Ledger, MemberLedger } from '../../parsers/model/ledger.js';
import { adjustmentText } from '../session/adjustment-text.js';
import { isZoneOpen } from '../session/clock-sources.js';
import type { TimeSource } from './model.js';

/** Where times come from: members of one exhibit that share format, zone and adjustment stand together; the ledger lists each. */
export function timeSourcesOf(ledger: Ledger, state: CaseState): readonly TimeSource[] {
  const sources = new Map<string, TimeSource>();
  for (const exhibit of ledger.exhibits) {
    for (const member of exhibit.members) {
      if (member.events === 0) continue;
      const adjustment = inWords(state.adjustments.get(adjustmentKey(exhibit.number, member.path)));
      const zone = zoneInWords(state, exhibit.number, member);
      const key = JSON.stringify([exhibit.number, member.format, zone, adjustment]);
      sources.set(key, together(sources.get(key), exhibit.number, member, zone, adjustment));
    }
  }
  return [...sources.values()];
}

function together(
  source: TimeSource | undefined,
  exhibit: string,
  member: MemberLedger,
  zone: string,
  adjustment: string,
): TimeSource {
  if (source === undefined) {
    const { path, format, first, last } = member;
    return { exhibit, members: [path], format, first, last, zone, adjustment };
  }
  return {
    ...source,
    members: [...source.members, member.path],
    first: earlier(source.first, member.first),
    last: later(source.last, member.last),
  };
}

/** UTC texts of equal shape compare as text. */
function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? b : a;
}

function inWords(adjustment: Adjustment | undefined): string {
  return adjustment === undefined ? 'none' : `${adjustmentText(adjustment)} (${adjustment.reason})`;
}

function zoneInWords(state: CaseState, exhibit: string, member: MemberLedger): string {
  if (!member.zoneNeeded) return 'stated by record or format';
  const unstated = member.yearNeeded ? 'neither year nor zone stated' : 'not stated';
  return isZoneOpen(state.adjustments, exhibit, member) ? unstated : `${unstated}; answered by the examiner`;
}
