import { useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { CaseState } from '../../../parsers/model/case.js';
import { isCurrent, issueBars, reportState, type IssueBar } from '../../../parsers/model/report-issue.js';
import { changesSince } from '../../report/build-report.js';
import { touchedExhibits, type ChangesSince, type TouchedExhibit } from '../../report/report-changes.js';
import type { CommandId } from '../../commands/command-table.js';
import type { CaseSession } from '../../session/session.js';
import { stateAt } from '../../session/state-at.js';
import { messageOf, reportProblem } from '../../ui-state/attempt.js';
import { desk, useCommands } from '../../ui-state/commands.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Badge, Notice } from '../../ui/messages.js';
import { countedText } from '../../ui/quantities.js';
import { IssueDialog } from './issue-dialog.js';
import { IssuedVersions } from './issued-versions.js';
import { ReviewDialog } from './review-dialog.js';

/** Where each bar is mended. */
const WAYS: Readonly<Record<IssueBar['mendedBy'], CommandId>> = {
  description: 'case.describe',
  particulars: 'case.particulars',
  evidence: 'evidence.import',
  review: 'report.review',
};

/** Reviews of the case, what keeps its report from being issued, the versions issued and what changed since. */
export function IssuePanel({
  bridge,
  session,
  isBusy,
  onIssue,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  readonly isBusy: boolean;
  readonly onIssue: () => void;
}): ReactElement {
  const { state } = useSnapshot(session);
  const [asked, setAsked] = useState<'review' | 'issue' | null>(null);
  const bars = issueBars(state);
  const version = state.issues.length + 1;
  const canIssue = bars.length === 0 && !isBusy;
  useCommands({
    'report.review': () => setAsked('review'),
    'report.issue': canIssue ? () => setAsked('issue') : null,
  });
  return (
    <section className="panel" aria-labelledby="issue-title">
      <div className="panel-head">
        <h2 id="issue-title">Review and issue</h2>
        <Badge tone={reportState(state) === 'reviewed' ? 'success' : 'warning'}>{reportState(state)}</Badge>
      </div>
      <div className="panel-body stack">
        <Reviews state={state} />
        <div className="row">
          <Button command="report.review" onPress={() => setAsked('review')}>
            Record a review
          </Button>
          <Button command="report.issue" tone="primary" isDisabled={!canIssue} onPress={() => setAsked('issue')}>
            Issue version {version}…
          </Button>
        </div>
        {bars.length > 0 && <Bars bars={bars} />}
        {state.issues.length > 0 && (
          <>
            <IssuedVersions session={session} issues={state.issues} />
            <SinceLast bridge={bridge} session={session} state={state} />
          </>
        )}
      </div>
      {asked === 'review' && <ReviewDialog session={session} onClose={() => setAsked(null)} />}
      {asked === 'issue' && (
        <IssueDialog
          bridge={bridge}
          host={session.host}
          meta={state.meta}
          version={version}
          onClose={() => setAsked(null)}
          onIssue={onIssue}
        />
      )}
    </section>
  );
}

function Reviews({ state }: { readonly state: CaseState }): ReactElement {
  if (state.reviews.length === 0)
    return (
      <p className="muted">
        A report is a draft until a person issues it. Before that, a technical and an administrative review of the case
        as it stands are recorded.
      </p>
    );
  return (
    <ul className="report-checks" aria-label="Reviews">
      {state.reviews.map((review) => (
        <li key={review.seq}>
          <Badge tone={review.outcome === 'agreed' ? 'success' : 'danger'}>{review.outcome}</Badge>
          <span>
            {review.kind}, <EvidenceText text={review.by} />, <EvidenceText text={review.on} />
            {review.remarks !== '' && (
              <span className="muted">
                : <EvidenceText text={review.remarks} />
              </span>
            )}
          </span>
          {!isCurrent(state, review) && <Badge tone="warning">the case was changed since</Badge>}
        </li>
      ))}
    </ul>
  );
}

function Bars({ bars }: { readonly bars: readonly IssueBar[] }): ReactElement {
  return (
    <>
      <h3>{countedText(bars.length, 'thing')} to do before it can be issued</h3>
      <ul className="issue-bars" aria-label="To do before it can be issued">
        {bars.map(({ text, mendedBy }) => (
          <li key={text}>
            <Button command={WAYS[mendedBy]} tone="quiet" icon="warning" onPress={() => desk.run(WAYS[mendedBy])}>
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Compared whenever the case changes; the past is folded once. */
function SinceLast({
  bridge,
  session,
  state,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  readonly state: CaseState;
}): ReactElement | null {
  const [found, setFound] = useState<{ since: ChangesSince | null; touched: readonly TouchedExhibit[] } | null>(null);
  useEffect(() => {
    let isGone = false;
    compare(bridge, session, state).then(
      (compared) => {
        if (!isGone) setFound(compared);
      },
      (error: unknown) => {
        if (!isGone) reportProblem(`The case could not be compared with its issued report: ${messageOf(error)}`);
      },
    );
    return () => {
      isGone = true;
    };
  }, [bridge, session, state]);
  if (found === null || found.since === null) return null;
  const { version, changes } = found.since;
  return (
    <>
      {found.touched.map(({ number, cited, changes: read }) => (
        <Notice key={number} tone="warning">
          {number} was read again after version {version} was issued, which cites {countedText(cited, 'record')} of it,
          and it differs: <EvidenceText text={read.join('; ')} />
        </Notice>
      ))}
      <h3>
        {changes.length === 0
          ? `Nothing changed since version ${version}`
          : `${countedText(changes.length, 'change')} since version ${version}`}
      </h3>
      {changes.length > 0 && (
        <ul className="issue-changes" aria-label={`Changes since version ${version}`}>
          {changes.map(({ area, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two changes may read the same
            <li key={index}>
              <strong>{area}</strong>{' '}
              <span>
                <EvidenceText text={text} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

async function compare(bridge: ExhibitBridge, session: CaseSession, state: CaseState) {
  const last = state.issues.at(-1);
  const issued = last === undefined ? null : await stateAt(bridge, last.restsOn);
  return {
    since: await changesSince(bridge, session, state),
    touched: issued === null ? [] : touchedExhibits(issued, state),
  };
}
