import { useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { exportReport, type ExportedReport } from '../../report/export-report.js';
import { bridgeCall } from '../../session/bridge-call.js';
import { ledgerOf } from '../../session/ledger-of.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Icon } from '../../ui/icons.js';
import { Badge } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';
import { countedText } from '../../ui/quantities.js';
import { IssuePanel } from './issue-panel.js';
import { reportChecks, reportDate } from './report-checks.js';
import { ReportPlanForm } from './report-plan-form.js';
import { ReportPreview } from './report-preview.js';
import { VerifyPanel } from './verify-panel.js';
import { WrittenNotice } from './written-notice.js';
import './case-panel.css';

const ICONS = { good: 'allowed', open: 'info', missing: 'warning' } as const;
const TONES = { good: 'success', open: 'info', missing: 'warning' } as const;

/** What the report will hold, and its export. */
export function ReportPanel({
  bridge,
  session,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
}): ReactElement {
  const { state } = useSnapshot(session);
  const [date, setDate] = useState('');
  const [progress, setProgress] = useState<ReportProgress | null>(null);
  const [isPreviewed, setPreviewed] = useState(false);
  const [done, setDone] = useState<ExportedReport | null>(null);
  const checks = reportChecks(state, ledgerOf(state));
  const dateError =
    date.trim() !== '' && reportDate(date) === null
      ? 'Write it as 2026-03-02 or 2026-03-02T14:00:00Z, or leave it empty.'
      : null;

  const statedDate = date.trim() === '' ? null : reportDate(date);
  const exportPdf = async (issue: boolean): Promise<void> => {
    const cancel = new AbortController();
    setDone(null);
    setProgress({ label: 'Beginning', part: null, cancel });
    await attempt(issue ? 'The report could not be issued' : 'The report could not be exported', async () => {
      const name = `${state.meta.number.replaceAll(/[^\p{Letter}\p{Number}._-]+/gu, '-')}-report.pdf`;
      const isAsked = session.host.nativeDialogs && !issue;
      const target = isAsked ? await bridgeCall(bridge, 'report.pickTarget', name) : null;
      if (isAsked && target === null) return;
      const onProgress = (label: string, part: number | null): void => setProgress({ label, part, cancel });
      const exporting = exportReport(
        bridge,
        session,
        target,
        { date: statedDate, issue },
        { onProgress, signal: cancel.signal },
      );
      setDone(
        await exporting.catch((error: unknown) => {
          // What the person ended has not failed.
          if (cancel.signal.aborted) return null;
          throw error;
        }),
      );
    });
    setProgress(null);
  };
  const isRunning = progress !== null;

  useCommands({
    'report.export': isRunning || dateError !== null ? null : () => void exportPdf(false),
    'report.cancel': progress === null ? null : () => progress.cancel.abort(),
    'report.preview': () => setPreviewed(true),
  });

  return (
    <div className="case-panel">
      <div className="report-panels">
        <section className="panel" aria-labelledby="report-title">
          <div className="panel-head">
            <h2 id="report-title">Report</h2>
            <Badge tone="warning">draft, not examined by a person</Badge>
          </div>
          <div className="panel-body stack">
            <ul className="report-checks" aria-label="What the report will hold">
              {checks.map(({ name, text, tone }) => (
                <li key={name}>
                  <Badge tone={TONES[tone]}>
                    <Icon name={ICONS[tone]} size={11} />
                    <span className="visually-hidden">{tone === 'good' ? 'stated' : tone}</span>
                  </Badge>
                  <strong>{name}</strong>
                  <span className="muted">
                    <EvidenceText text={text} />
                  </span>
                </li>
              ))}
            </ul>
            <div>
              <Button command="place.case" tone="quiet" onPress={() => ui.set({ place: 'case' })}>
                Fill in what is missing
              </Button>
            </div>
            <TextField
              label="Date of the report"
              value={date}
              onChange={setDate}
              error={dateError}
              placeholder="now, by the clock of this machine"
              hint="A date given by hand is printed as “stated by the examiner”."
            />
            <div className="row">
              <Button
                command="report.export"
                tone="primary"
                icon="report"
                isDisabled={isRunning || dateError !== null}
                onPress={() => void exportPdf(false)}
              >
                Export PDF
              </Button>
              <Button
                command="report.preview"
                isDisabled={dateError !== null}
                onPress={() => setPreviewed(!isPreviewed)}
              >
                {isPreviewed ? 'Close the preview' : 'Preview'}
              </Button>
              <span className="field-hint">All evidence is hashed again first.</span>
            </div>
            {progress !== null && (
              <div className="row">
                <div className="grow">
                  <Progress label={progress.label} part={progress.part} />
                </div>
                <Button command="report.cancel" onPress={() => progress.cancel.abort()}>
                  Cancel
                </Button>
              </div>
            )}
            {done !== null && <WrittenNotice what={countedText(done.pages, 'page')} written={done} />}
          </div>
        </section>
        <IssuePanel
          bridge={bridge}
          session={session}
          isBusy={isRunning || dateError !== null}
          onIssue={() => void exportPdf(true)}
        />
        <VerifyPanel bridge={bridge} host={session.host} />
        <ReportPlanForm session={session} />
      </div>
      {isPreviewed && dateError === null && <ReportPreview bridge={bridge} session={session} date={statedDate} />}
    </div>
  );
}

interface ReportProgress {
  readonly label: string;
  readonly part: number | null;
  readonly cancel: AbortController;
}
