import { useEffect, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { previewReport } from '../../report/build-report.js';
import type { ReportModel } from '../../report/model.js';
import { ReportPreview as Preview } from '../../report/report-preview.js';
import type { CaseSession } from '../../session/session.js';
import { messageOf, reportProblem } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Progress } from '../../ui/progress.js';

/** Typing and a row of acts draw the report once. */
const SETTLE_MS = 300;

/** The report as it will be printed, drawn anew as the case changes; the evidence is hashed again at export only. */
export function ReportPreview({
  bridge,
  session,
  date,
}: {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  /** UTC, ISO 8601; null for the laptop's clock. */
  readonly date: string | null;
}): ReactElement {
  const { state } = useSnapshot(session);
  const [model, setModel] = useState<ReportModel | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const wait = setTimeout(() => {
      previewReport(
        bridge,
        session,
        state,
        { date, issue: false },
        { onProgress: () => undefined, signal: gone.signal },
      ).then(
        (built) => {
          if (!gone.signal.aborted) setModel(built);
        },
        (error: unknown) => {
          if (!gone.signal.aborted) reportProblem(`The report could not be shown: ${messageOf(error)}`);
        },
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(wait);
      gone.abort();
    };
  }, [bridge, session, state, date]);
  return (
    <section className="panel" aria-labelledby="preview-title">
      <div className="panel-head">
        <h2 id="preview-title">Preview</h2>
        <span className="muted">the same pages, without page breaks</span>
      </div>
      <div className="report-preview">
        {model === null ? <Progress label="Reading what the report cites" part={null} /> : <Preview model={model} />}
      </div>
    </section>
  );
}
