import { Fragment, type ReactNode } from 'react';
import type { ManualEvent } from '../../../parsers/model/case.js';
import type { TimeClaim } from '../../../parsers/model/order.js';
import { formatInZone, formatUtc } from '../../../parsers/time/format.js';
import { techniqueById } from '../../attack/attack.js';
import { orderNote } from '../../kill-chain/ordered-steps.js';
import type { CitedEvent, ReportModel, ReportStep } from '../model.js';
import { Cites } from './cites.js';
import { countText } from '../../ui/quantities.js';
import { EventTime } from './event-time.js';
import { groupSteps, type StepGroup } from '../grouping.js';
import { KillChainPrint, printParts } from './kill-chain-print.js';
import { PrintedText } from './printed-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';

/** The examiner's kill chain: figure, steps, links. `children`: what stands between the figure and the steps. */
export function KillChainSection({ model, children }: { readonly model: ReportModel; readonly children?: ReactNode }) {
  if (model.steps.length === 0)
    return (
      <>
        <p>The examiner has put no event into the kill chain.</p>
        {children}
      </>
    );
  const events = new Map(model.events.map((event) => [event.mark, event]));
  const stated = model.steps.filter((step) => step.stated !== null).length;
  return (
    <>
      <p>
        {model.steps.length - stated} of {countText(model.counts.events)} events were chosen by the examiner as steps.
        The choice, the links between steps and the assignment of techniques are the examiner's inference; what a step's
        record states is printed with it.
        {stated > 0 &&
          ` ${stated} more ${stated === 1 ? 'step is' : 'steps are'} on somebody's word and marked as stated: no record holds them.`}
      </p>
      {figuresOf(model).map(({ key, title, steps }) => (
        <KillChainPrint key={key} model={model} steps={steps} title={title} />
      ))}
      {children}
      {groupSteps(model, model.plan.grouping).map(({ key, title, steps }) => (
        <Fragment key={key}>
          {title !== '' && <h2>{title}</h2>}
          <Steps model={model} steps={steps} events={events} />
        </Fragment>
      ))}
      {model.links.length > 0 && <Links model={model} />}
    </>
  );
}

/** One figure where it fits a page; else one per phase, or per group of the plan. */
function figuresOf(model: ReportModel): readonly StepGroup[] {
  const { grouping } = model.plan;
  const isLarge = grouping === 'time' && printParts(model.steps) > 1;
  return groupSteps(model, isLarge ? 'phase' : grouping);
}

function Steps({
  model,
  steps,
  events,
}: {
  readonly model: ReportModel;
  readonly steps: readonly ReportStep[];
  readonly events: ReadonlyMap<string, CitedEvent>;
}) {
  return (
    <table className="chain">
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Time</th>
          <th scope="col">What the record states, and the examiner's word</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <StepRow key={step.id} step={step} cited={events.get(step.cites ?? '')} zone={model.meta.displayZone} />
        ))}
      </tbody>
    </table>
  );
}

function StepRow({
  step,
  cited,
  zone,
}: {
  readonly step: ReportStep;
  readonly cited: CitedEvent | undefined;
  readonly zone: string;
}) {
  const note = orderNote(step);
  const mark = (
    <th scope="row">
      {step.mark}
      {note !== null && <span className="undecided">≈ {note}</span>}
    </th>
  );
  if (step.stated !== null) return <StatedRow mark={mark} step={step} stated={step.stated} zone={zone} />;
  if (cited === undefined) throw new Error(`step ${step.mark} cites no record`);
  const { detail, annotation } = cited;
  const technique = annotation?.technique ?? null;
  return (
    <tr>
      {mark}
      <td>
        <EventTime detail={detail} zone={zone} />
      </td>
      <td>
        <strong>
          <EvidenceText text={step.title} />
        </strong>
        <p>
          <Cites marks={[cited.mark]} /> states: <PrintedText text={detail.message} />
        </p>
        <p className="facts">
          outcome {detail.fields['exhibit.outcome'] ?? 'unknown'}, effect {annotation?.effect?.state ?? 'unknown'} ·{' '}
          <PrintedText text={detail.fields['exhibit.lane'] ?? 'no workload named'} /> · acting identity{' '}
          <PrintedText text={detail.fields['user.name'] ?? 'not stated'} />
        </p>
        {annotation !== null && annotation.note !== '' && (
          <p>
            {annotation.kind} (confidence {annotation.confidence}): <EvidenceText text={annotation.note} />
          </p>
        )}
        {annotation !== null && annotation.alternatives !== '' && (
          <p>
            Alternatives considered: <EvidenceText text={annotation.alternatives} />
          </p>
        )}
        {(technique !== null || annotation?.tactic != null) && (
          <p>
            Technique assigned by the examiner:{' '}
            {technique === null ? (
              'none'
            ) : (
              <>
                <EvidenceText text={technique} /> {techniqueById(technique)?.name ?? '(unknown in this ATT&CK version)'}
              </>
            )}
            {annotation?.tactic != null && (
              <>
                , tactic <EvidenceText text={annotation.tactic} />
              </>
            )}
          </p>
        )}
      </td>
    </tr>
  );
}

/** A step that no record holds: what was stated, by whom, and where. */
function StatedRow({
  mark,
  step,
  stated,
  zone,
}: {
  readonly mark: ReactNode;
  readonly step: ReportStep;
  readonly stated: ManualEvent;
  readonly zone: string;
}) {
  return (
    <tr>
      {mark}
      <td>
        <span className="time">
          {step.claim !== null && <span className="utc">{formatUtc(step.claim.time)}</span>}
          {step.claim !== null && zone !== 'UTC' && <LocalTime claim={step.claim} zone={zone} />}
          <span className="local">
            as stated: <EvidenceText text={`${stated.time} ${stated.zone}`} />
          </span>
        </span>
      </td>
      <td>
        <strong>
          <EvidenceText text={step.title} />
        </strong>
        <p>
          Stated by <EvidenceText text={stated.author} />: <PrintedText text={stated.text} />
        </p>
        <p className="facts">
          source: <EvidenceText text={stated.source} /> · no record of the evidence states this
        </p>
      </td>
    </tr>
  );
}

function LocalTime({ claim, zone }: { readonly claim: TimeClaim; readonly zone: string }) {
  const local = formatInZone(claim.time, zone, claim.resolution);
  return (
    <>
      <span className="local">{local.text}</span>
      <span className="local">{local.zone}</span>
    </>
  );
}

function Links({ model }: { readonly model: ReportModel }) {
  return (
    <>
      <h2>Links between steps</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Why the examiner joins them (inference)</th>
            <th scope="col">Supporting records</th>
          </tr>
        </thead>
        <tbody>
          {model.links.map((link) => (
            <tr key={`${link.from} ${link.to} ${link.reason}`}>
              <td className="nowrap">{link.from}</td>
              <td className="nowrap">{link.to}</td>
              <td>
                <EvidenceText text={link.reason} />
              </td>
              <td>
                <Cites marks={link.cites} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
