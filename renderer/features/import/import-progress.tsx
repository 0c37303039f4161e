import { useEffect, useState, type ReactElement } from 'react';
import type { CaseSession, ImportRun } from '../../session/session.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Progress } from '../../ui/progress.js';
import { bytesText, countedText, countText, durationText } from '../../ui/quantities.js';
import { importRate } from './import-rate.js';
import './import.css';

const PHASES: Readonly<Record<ImportRun['phase'], string>> = {
  receiving: 'Copying and hashing',
  parsing: 'Reading',
  committing: 'Writing the journal',
  loading: 'Loading',
};

/** The strip under the case bar while evidence comes in. */
export function ImportProgress({ session }: { readonly session: CaseSession }): ReactElement | null {
  const { importing } = useSnapshot(session);
  return importing === null ? null : <RunningImport session={session} run={importing} />;
}

function RunningImport({ session, run }: { readonly session: CaseSession; readonly run: ImportRun }): ReactElement {
  const now = useClock(500);
  const rate = importRate(run, now);
  const { progress } = run;
  const isCancellable = run.phase === 'receiving' || run.phase === 'parsing';
  return (
    <section className="import-strip" aria-label="Import">
      <div className="grow">
        <Progress label={labelOf(run)} part={rate?.part ?? null} />
        <div className="import-facts">
          {progress !== null && (
            <>
              <span>
                {bytesText(progress.bytesDone)} of {bytesText(progress.bytesTotal)}
              </span>
              {run.phase !== 'receiving' && <span>{countedText(progress.events, 'event')}</span>}
            </>
          )}
          {rate !== null && (
            <>
              <span>{bytesText(rate.bytesPerSecond)}/s</span>
              {run.phase === 'parsing' && <span>{countText(rate.eventsPerSecond)} events/s</span>}
              {rate.secondsLeft !== null && rate.part < 1 && <span>about {durationText(rate.secondsLeft)} left</span>}
            </>
          )}
          {progress !== null && progress.member !== '' && (
            <span className="import-member">
              <EvidenceText text={progress.member} isMono />
            </span>
          )}
        </div>
      </div>
      {isCancellable && (
        <Button command="evidence.cancel" onPress={() => session.cancelImport()}>
          Cancel
        </Button>
      )}
    </section>
  );
}

function labelOf(run: ImportRun): string {
  const which = run.of > 1 ? `, exhibit ${Math.min(run.done + 1, run.of)} of ${run.of}` : '';
  const number = run.progress === null || run.progress.number === '' ? '' : ` ${run.progress.number}`;
  return `${PHASES[run.phase]}${number}${which}`;
}

/** `performance.now()`, again and again. */
function useClock(everyMs: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
