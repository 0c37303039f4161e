import type { ReactElement } from 'react';
import {
  CHAIN_GROUPINGS,
  STANDARD_PLAN,
  type ChainGrouping,
  type ReportPlan,
} from '../../../parsers/model/report-plan.js';
import { arrange, type SectionInfo } from '../../report/sections.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button, IconButton } from '../../ui/button.js';
import { Segments } from '../../ui/choices.js';
import { Checkbox } from '../../ui/fields.js';
import { movedSection, switchedSection } from './report-plan.js';

const GROUPING_LABELS: Readonly<Record<ChainGrouping, string>> = {
  time: 'Order of time',
  phase: 'By phase',
  workload: 'By workload',
};

/** Which sections the report has, in which order, and how its kill chain is grouped. Each change is an act of the case. */
export function ReportPlanForm({ session }: { readonly session: CaseSession }): ReactElement {
  const { reportPlan } = useSnapshot(session).state;
  const plan = (next: ReportPlan): void =>
    void attempt('The report could not be arranged', () => session.act({ type: 'report-planned', plan: next }));
  const sections = arrange(reportPlan.order);
  return (
    <section className="panel" aria-labelledby="sections-title">
      <div className="panel-head">
        <h2 id="sections-title">Sections</h2>
        <Button
          command="report.plan"
          tone="quiet"
          isDisabled={reportPlan === STANDARD_PLAN}
          onPress={() => plan(STANDARD_PLAN)}
        >
          As usual
        </Button>
      </div>
      <div className="panel-body stack">
        <Segments
          label="Kill chain"
          value={reportPlan.grouping}
          onChange={(grouping) => plan({ ...reportPlan, grouping })}
          choices={CHAIN_GROUPINGS.map((id) => ({ id, label: GROUPING_LABELS[id] }))}
        />
        <ol className="report-sections">
          {sections.map((section, index) => (
            <li key={section.id}>
              <div className="grow">
                <Checkbox
                  isSelected={section.isObligatory || !reportPlan.off.includes(section.id)}
                  isDisabled={section.isObligatory}
                  onChange={(isOn) => plan(switchedSection(reportPlan, section.id, isOn))}
                >
                  {section.isAnnex ? `Annex: ${section.title}` : section.title}
                  {section.isObligatory && <span className="muted"> (obligatory)</span>}
                </Checkbox>
              </div>
              <Move section={section} to={sections[index - 1]} label="up" onMove={(by) => plan(by)} plan={reportPlan} />
              <Move
                section={section}
                to={sections[index + 1]}
                label="down"
                onMove={(by) => plan(by)}
                plan={reportPlan}
              />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Move({
  section,
  to,
  label,
  plan,
  onMove,
}: {
  readonly section: SectionInfo;
  /** The neighbour whose place it takes; absent at the end, or another part of the report. */
  readonly to: SectionInfo | undefined;
  readonly label: 'up' | 'down';
  readonly plan: ReportPlan;
  readonly onMove: (plan: ReportPlan) => void;
}): ReactElement {
  const canMove = to?.isAnnex === section.isAnnex;
  return (
    <IconButton
      command="report.plan"
      label={`Move “${section.title}” ${label}`}
      icon={label === 'up' ? 'chevronUp' : 'chevron'}
      isDisabled={!canMove}
      onPress={() => {
        if (canMove) onMove(movedSection(plan, section.id, label === 'up' ? -1 : 1));
      }}
    />
  );
}
