import type { ReactElement } from 'react';
import {
  BEHAVIOUR_PARTS,
  REPORT_PARTS,
  type BehaviourPart,
  type DtaLayout,
  type EpochUnit,
  type Path,
  type ReportPart,
} from '../../../parsers/model/mapping.js';
import type { MemberSurvey } from '../../session/session.js';
import { SelectField } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { ColumnField, type ColumnChoice } from './column-field.js';

export interface LayoutFormProps {
  readonly survey: MemberSurvey;
  readonly layout: DtaLayout;
  readonly onChange: (layout: DtaLayout) => void;
}

const UNITS: readonly { readonly id: EpochUnit | 'none'; readonly label: string }[] = [
  { id: 'none', label: 'as written' },
  { id: 's', label: 'seconds' },
  { id: 'ms', label: 'milliseconds' },
  { id: 'us', label: 'microseconds' },
  { id: 'ns', label: 'nanoseconds' },
];

/** Where a report of a dynamic analysis holds its parts. */
export function LayoutForm({ survey, layout, onChange }: LayoutFormProps): ReactElement {
  const { behaviours } = layout.report;
  const all: readonly ColumnChoice[] = survey.columns.map(({ path, values }) => ({ path, sample: values[0] ?? '' }));
  const lists = survey.layout.lists.map((path) => ({ path, sample: 'a list of objects' }));
  const inside = behaviours === undefined ? [] : all.flatMap((choice) => below(choice, behaviours));
  const setReport = (part: ReportPart, path: Path | undefined): void => {
    const { [part]: _, ...others } = layout.report;
    onChange({ ...layout, report: path === undefined ? others : { ...others, [part]: path } });
  };
  const setBehaviour = (part: BehaviourPart, path: Path | undefined): void => {
    const { [part]: _, ...others } = layout.behaviour;
    onChange({ ...layout, behaviour: path === undefined ? others : { ...others, [part]: path } });
  };
  return (
    <>
      <p className="field-hint">
        Paths within the report; [] stands for every element of a list. What is not named is found by its words, as in
        reports of a known layout. Times are the sandbox’s own and never stand on the time line.
      </p>
      <Parts
        caption="Parts of the report"
        rows={REPORT_PARTS.map(({ part, label }) => ({
          label,
          columns: part === 'behaviours' ? lists : all,
          value: layout.report[part],
          evidence: evidenceOf(survey, part, layout.report[part], survey.layout.layout.report[part]),
          onChange: (path: Path | undefined) => setReport(part, path),
        }))}
      />
      <Parts
        caption="Parts of each behaviour"
        rows={BEHAVIOUR_PARTS.map(({ part, label }) => ({
          label,
          columns: inside,
          value: layout.behaviour[part],
          evidence: evidenceOf(survey, part, layout.behaviour[part], survey.layout.layout.behaviour[part]),
          onChange: (path: Path | undefined) => setBehaviour(part, path),
        }))}
      />
      {layout.behaviour.time !== undefined && (
        <SelectField
          label="Unit of bare numbers in the time"
          choices={UNITS}
          value={layout.timeUnit ?? 'none'}
          onChange={(unit) => onChange({ ...layout, timeUnit: unit === 'none' ? null : unit })}
        />
      )}
    </>
  );
}

interface PartRow {
  readonly label: string;
  readonly columns: readonly ColumnChoice[];
  readonly value: Path | undefined;
  readonly evidence: string;
  readonly onChange: (path: Path | undefined) => void;
}

function Parts({ caption, rows }: { readonly caption: string; readonly rows: readonly PartRow[] }): ReactElement {
  return (
    <div className="table-scroll">
      <table className="table mapper-roles">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Meaning</th>
            <th scope="col">Path</th>
            <th scope="col">What speaks for it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, evidence, ...field }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <ColumnField label={label} {...field} />
              </td>
              <td className="muted">
                <EvidenceText text={evidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A path of the document as one of the objects under a list, where it lies there. */
function below({ path, sample }: ColumnChoice, list: Path): readonly ColumnChoice[] {
  const isBelow = path.length > list.length && list.every((key, index) => path[index] === key);
  return isBelow ? [{ path: path.slice(list.length), sample }] : [];
}

function evidenceOf(
  survey: MemberSurvey,
  part: ReportPart | BehaviourPart,
  chosen: Path | undefined,
  proposed: Path | undefined,
): string {
  if (chosen === undefined) return '';
  return JSON.stringify(chosen) === JSON.stringify(proposed) ? (survey.layout.evidence[part] ?? '') : 'Chosen by you.';
}
