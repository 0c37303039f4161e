import { useState, type ReactElement } from 'react';
import type { IssuedReport } from '../../../parsers/model/report-issue.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Badge, type BadgeTone } from '../../ui/messages.js';
import { TimeText } from '../../ui/time-text.js';

/** Reports that were issued, the newest first, and whether each stands. */
export function IssuedVersions({
  session,
  issues,
}: {
  readonly session: CaseSession;
  readonly issues: readonly IssuedReport[];
}): ReactElement {
  const [withdrawing, setWithdrawing] = useState<IssuedReport | null>(null);
  return (
    <>
      <h3>Issued versions</h3>
      <ul className="issued" aria-label="Issued versions">
        {issues.toReversed().map((issued) => (
          <li key={issued.version}>
            <div className="row">
              <strong>Version {issued.version}</strong>
              <Standing issued={issued} newest={issues.length} />
              <span className="muted grow">
                <Moment at={issued.at} />, <EvidenceText text={issued.by} />, {issued.id}
              </span>
              {issued.withdrawn === null && (
                <Button command="report.withdraw" tone="quiet" onPress={() => setWithdrawing(issued)}>
                  Withdraw version {issued.version}
                </Button>
              )}
            </div>
            <span className="muted">
              reports/
              <EvidenceText text={issued.file} isMono />
            </span>
            <span className="mono muted">SHA-256 {issued.sha256}</span>
            {issued.withdrawn !== null && (
              <span>
                Withdrawn <Moment at={issued.withdrawn.at} />: <EvidenceText text={issued.withdrawn.reason} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {withdrawing !== null && (
        <WithdrawDialog session={session} version={withdrawing.version} onClose={() => setWithdrawing(null)} />
      )}
    </>
  );
}

/** The moment of an act, in the zone of the window's views. */
function Moment({ at }: { readonly at: string }): ReactElement {
  const zone = useUi((view) => view.zone);
  return <TimeText time={partsOf(Date.parse(at))} resolution="min" zone={zone} form="compact" />;
}

function Standing({
  issued: { version, withdrawn },
  newest,
}: {
  readonly issued: IssuedReport;
  readonly newest: number;
}): ReactElement {
  const [tone, text]: readonly [BadgeTone, string] =
    withdrawn !== null
      ? ['danger', 'withdrawn']
      : version < newest
        ? ['neutral', `superseded by version ${version + 1}`]
        : ['success', 'stands'];
  return <Badge tone={tone}>{text}</Badge>;
}

function WithdrawDialog({
  session,
  version,
  onClose,
}: {
  readonly session: CaseSession;
  readonly version: number;
  readonly onClose: () => void;
}): ReactElement {
  const [reason, setReason] = useState('');
  const withdraw = async (): Promise<void> => {
    const act = { type: 'report-withdrawn', version, reason: reason.trim() } as const;
    if (await attempt('The report could not be withdrawn', () => session.act(act))) onClose();
  };
  return (
    <Dialog
      title={`Withdraw version ${version}`}
      isOpen
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button
            command="report.withdraw"
            tone="danger"
            isDisabled={reason.trim() === ''}
            onPress={() => void withdraw()}
          >
            Withdraw it
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          The file stays where it is; the journal says from now on that it was withdrawn, and every later report says it
          too. This cannot be undone.
        </p>
        <TextField label="Why it is withdrawn" value={reason} onChange={setReason} rows={2} isRequired />
      </div>
    </Dialog>
  );
}
