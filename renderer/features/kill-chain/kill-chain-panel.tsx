import { useState, type ReactElement } from 'react';
import { stepEvents } from '../../../parsers/model/step-events.js';
import type { CaseSession } from '../../session/session.js';
import { ui } from '../../ui-state/ui-state.js';
import { useLaneNames } from '../../ui-state/use-lane-names.js';
import { useRows } from '../../ui-state/use-rows.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';
import { countedText } from '../../ui/quantities.js';
import { ChainFigure } from './chain-figure.js';
import { LinkForm } from './link-form.js';
import { LinkList } from './link-list.js';
import { inOneLane } from '../../kill-chain/one-lane.js';
import { orderedSteps, orderNote } from '../../kill-chain/ordered-steps.js';
import { StepTable } from './step-table.js';
import './kill-chain.css';

/** The kill chain: what happened in which order, over which workloads, and what led to what. */
export function KillChainPanel({ session }: { readonly session: CaseSession }): ReactElement {
  const { state } = useSnapshot(session);
  const rows = useRows(session, stepEvents(state.steps));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ordered = orderedSteps(state, rows ?? new Map());
  const workloads = useLaneNames(
    session,
    ordered.map(({ lane }) => lane),
  );
  if (state.steps.length === 0) return <NoSteps />;
  if (rows === null) return <Progress label="Reading the steps" part={null} />;
  const steps = inOneLane(ordered, workloads);
  const [from, to] = chosen.flatMap((id) => steps.filter(({ step }) => step.id === id));
  const isAnyUndecided = steps.some((step) => orderNote(step) !== null);
  const choose = (id: string): void => setChosen((before) => nextChoice(before, id));
  return (
    <section className="chain" aria-labelledby="chain-title">
      <div className="row">
        <h2 id="chain-title">Kill chain</h2>
        <span className="muted">
          {countedText(steps.length, 'step')}, {countedText(state.links.length, 'link')},{' '}
          {countedText(new Set(steps.filter(({ stated }) => stated === null).map(({ lane }) => lane)).size, 'workload')}
          {isAnyUndecided && ', ≈ marks steps whose order the evidence does not decide'}
        </span>
      </div>
      <ChainFigure steps={steps} links={state.links} chosen={chosen} onChoose={choose} />
      <p className="field-hint">Equal distances: the figure shows order, not duration. Times stand in the table.</p>
      {from !== undefined && to !== undefined && (
        <LinkForm
          key={`${from.step.id} ${to.step.id}`}
          session={session}
          from={from}
          to={to}
          onSwap={() => setChosen([to.step.id, from.step.id])}
          onClose={() => setChosen([])}
        />
      )}
      {from !== undefined && to === undefined && (
        <p className="row">
          {from.mark} is the cause. Choose the step it led to, or
          <Button command="step.choose" tone="quiet" onPress={() => setChosen([])}>
            leave it
          </Button>
        </p>
      )}
      <StepTable session={session} steps={steps} chosen={chosen} onChoose={choose} />
      <h3>Links</h3>
      <LinkList session={session} steps={steps} links={state.links} />
    </section>
  );
}

function nextChoice(chosen: readonly string[], id: string): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id);
  return chosen.length < 2 ? [...chosen, id] : [chosen[0] ?? id, id];
}

function NoSteps(): ReactElement {
  return (
    <EmptyState
      icon="chain"
      title="No steps yet"
      action={
        <Button command="place.timeline" onPress={() => ui.set({ place: 'timeline' })}>
          Go to the time line
        </Button>
      }
    >
      Select an event on the time line and press <kbd>K</kbd> to make it a step of the chain. Then say here which step
      led to which.
    </EmptyState>
  );
}
