import { useId, useState, type ReactElement } from 'react';
import type { Adjustment } from '../../../parsers/model/case.js';
import { damageOf, keyConflictsOf } from '../../../parsers/model/damage.js';
import type { ExhibitLedger, MemberLedger } from '../../../parsers/model/ledger.js';
import { toParts } from '../../../parsers/time/instant.js';
import { parseTime } from '../../../parsers/time/parse.js';
import { isUnanswered } from '../../session/clock-sources.js';
import { adjustmentText } from '../../session/adjustment-text.js';
import { ui } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Icon } from '../../ui/icons.js';
import { Badge } from '../../ui/messages.js';
import { bytesText, countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { memberState } from './ledger-check.js';

/** Columns of the table, so that rows can span it. */
export const LEDGER_COLUMNS = 11;

export interface MemberRowsProps {
  readonly exhibit: ExhibitLedger;
  readonly member: MemberLedger;
  readonly zone: string;
  /** What the examiner said of its clock, null where nothing. */
  readonly adjustment: Adjustment | null;
}

/** A member's row, and under it what is known of the member in full. */
export function MemberRows({ exhibit, member, zone, adjustment }: MemberRowsProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const detailId = useId();
  return (
    <>
      <tr className={`ledger-row ledger-${memberState(member, !isUnanswered(member, adjustment))}`}>
        <td>
          <button
            data-command="ledger.member"
            type="button"
            className="ledger-toggle"
            aria-expanded={isOpen}
            aria-controls={detailId}
            onClick={() => setOpen(!isOpen)}
          >
            <span className={isOpen ? 'ledger-arrow ledger-arrow-open' : 'ledger-arrow'}>
              <Icon name="chevronRight" size={12} />
            </span>
            <EvidenceText text={member.path === '' ? exhibit.name : member.path} isMono />
          </button>
        </td>
        <td>
          <FormatBadge member={member} adjustment={adjustment} />
        </td>
        <td className="number">{bytesText(member.bytes)}</td>
        <td className="number">{countText(member.records)}</td>
        <td className="number">{countText(member.imported)}</td>
        <td className="number">
          {member.rejected === 0 ? '0' : <Badge tone="danger">{countText(member.rejected)}</Badge>}
        </td>
        <td className="number">{countText(member.duplicates)}</td>
        <td className="number">{countText(member.events)}</td>
        <td className="number">
          {member.undated === 0 ? '0' : <Badge tone="warning">{countText(member.undated)}</Badge>}
        </td>
        <td>
          <LedgerTime text={member.first} zone={zone} form="compact" />
        </td>
        <td>
          <LedgerTime text={member.last} zone={zone} form="compact" />
        </td>
      </tr>
      {isOpen && (
        <tr className="ledger-detail" id={detailId}>
          <td colSpan={LEDGER_COLUMNS}>
            <MemberDetail exhibit={exhibit} member={member} zone={zone} adjustment={adjustment} />
          </td>
        </tr>
      )}
    </>
  );
}

function needed({ yearNeeded }: MemberRowsProps['member']): string {
  return yearNeeded ? 'year and zone needed' : 'zone needed';
}

function FormatBadge({ member, adjustment }: Pick<MemberRowsProps, 'member' | 'adjustment'>): ReactElement {
  const state = memberState(member, !isUnanswered(member, adjustment));
  return (
    <span className="row">
      <Badge tone={state === 'unread' ? 'danger' : 'neutral'}>{member.format}</Badge>
      {member.stated !== undefined && <Badge tone="info">stated by the examiner</Badge>}
      {member.cutOff !== undefined && <Badge tone="warning">cut off?</Badge>}
      {keyConflictsOf(member) > 0 && (
        <Badge tone="warning">{countedText(keyConflictsOf(member), 'key conflict')}</Badge>
      )}
      {damageOf(member).length > 0 && <Badge tone="danger">damaged</Badge>}
      {isUnanswered(member, adjustment) && <Badge tone="warning">{needed(member)}</Badge>}
      {adjustment?.zone != null && <Badge tone="info">{adjustment.zone}</Badge>}
      {adjustment !== null && adjustment.offsetNs !== '0' && <Badge tone="info">clock corrected</Badge>}
    </span>
  );
}

function MemberDetail({ exhibit, member, zone, adjustment }: MemberRowsProps): ReactElement {
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{member.stated === undefined ? 'Recognised because' : 'Read so because'}</dt>
        <dd>
          <EvidenceText text={member.formatReason} />
        </dd>
        <dt>Parser</dt>
        <dd>{member.parserVersion === '' ? 'none' : member.parserVersion}</dd>
        <dt>SHA-256 as stored</dt>
        <dd className="mono">{member.sha256}</dd>
        {member.contentSha256 !== member.sha256 && (
          <>
            <dt>SHA-256 as parsed</dt>
            <dd className="mono">{member.contentSha256}</dd>
          </>
        )}
        <dt>Size</dt>
        <dd>{countText(member.bytes)} bytes as stored</dd>
        <dt>First event</dt>
        <dd>
          <LedgerTime text={member.first} zone={zone} form="both" />
        </dd>
        <dt>Last event</dt>
        <dd>
          <LedgerTime text={member.last} zone={zone} form="both" />
        </dd>
        {member.cutOff !== undefined && (
          <>
            <dt>Perhaps cut off</dt>
            <dd>
              {countText(member.records)} <EvidenceText text={member.cutOff} />
            </dd>
          </>
        )}
        {damageOf(member).length > 0 && (
          <>
            <dt>Damage</dt>
            <dd>{damageOf(member).join(', ')}</dd>
          </>
        )}
        {adjustment !== null && (
          <>
            <dt>Clock, as the examiner states</dt>
            <dd>
              {adjustmentText(adjustment)}, because: <EvidenceText text={adjustment.reason} />. First and last event
              stand here as recorded, without times that state no zone.
            </dd>
          </>
        )}
      </dl>
      {isUnanswered(member, adjustment) && (
        <p>
          <Badge tone="warning">{needed(member)}</Badge> Times of this member state{' '}
          {member.yearNeeded ? 'neither year nor zone' : 'no zone'}. Its events can be searched and are counted, but
          wait beside the time line until that is stated.
        </p>
      )}
      {member.problemCount > 0 && <Problems member={member} />}
      {member.format !== 'archive' && (
        <div className="row">
          <Button
            command="ledger.reading"
            onPress={() => ui.set({ panel: 'reading', exhibit: exhibit.number, member: member.path })}
          >
            Read it otherwise…
          </Button>
        </div>
      )}
    </div>
  );
}

function Problems({ member }: { readonly member: MemberLedger }): ReactElement {
  const shown = member.problems.length;
  return (
    <div>
      <h4>
        {countedText(member.problemCount, 'problem')}
        {shown < member.problemCount && `, the first ${countText(shown)} in full`}
      </h4>
      <ul className="ledger-problems">
        {member.problems.map((problem) => (
          <li key={`${problem.line ?? ''}/${problem.offset ?? ''}/${problem.code}/${problem.reason}`}>
            <Badge tone="danger">{problem.code}</Badge>
            <span className="muted">
              {[
                ...(problem.line === null ? [] : [`line ${countText(problem.line)}`]),
                ...(problem.offset === null ? [] : [`byte ${countText(problem.offset)}`]),
              ].join(', ')}
            </span>
            <EvidenceText text={problem.reason} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function LedgerTime({
  text,
  zone,
  form,
}: {
  readonly text: string | null;
  readonly zone: string;
  readonly form: 'both' | 'compact';
}): ReactElement {
  const read = text === null ? null : parseTime(text);
  if (read === null) return <span className="muted">none</span>;
  return <TimeText time={toParts(read.instant)} resolution={form === 'both' ? 'ns' : 's'} zone={zone} form={form} />;
}

/** For a disclosure that grows: how many members are not shown yet. */
export function MoreMembers({
  hidden,
  onShow,
}: {
  readonly hidden: number;
  readonly onShow: () => void;
}): ReactElement | null {
  if (hidden === 0) return null;
  return (
    <tr>
      <td colSpan={LEDGER_COLUMNS}>
        <Button command="ledger.member" tone="quiet" onPress={onShow}>
          Show {countedText(hidden, 'more member')}
        </Button>
      </td>
    </tr>
  );
}
