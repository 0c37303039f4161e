import type { ReactElement } from 'react';
import type { Outcome } from '../../../parsers/model/event.js';
import { ROLES, type ColumnMapping, type Path, type Role } from '../../../parsers/model/mapping.js';
import type { MemberSurvey } from '../../session/session.js';
import { Checkbox } from '../../ui/fields.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { ColumnField, type ColumnChoice } from './column-field.js';
import { TimeFields } from './time-fields.js';
import { WordTable } from './word-table.js';

export interface ColumnsFormProps {
  readonly survey: MemberSurvey;
  readonly mapping: ColumnMapping;
  readonly onChange: (mapping: ColumnMapping) => void;
}

const OUTCOMES: readonly Outcome[] = ['unknown', 'allowed', 'detected', 'prevented', 'denied', 'killed', 'failed'];
const NO_SEVERITY = 'none';
const SEVERITIES = [NO_SEVERITY, '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** What each column means. */
export function ColumnsForm({ survey, mapping, onChange }: ColumnsFormProps): ReactElement {
  const columns: readonly ColumnChoice[] = survey.columns.map(({ path, values }) => ({
    path,
    sample: values[0] ?? '',
  }));
  const set = (role: Role, path: Path | undefined): void => {
    const { [role]: _, ...others } = mapping.columns;
    onChange({ ...mapping, columns: path === undefined ? others : { ...others, [role]: path } });
  };
  return (
    <>
      <TimeFields
        survey={survey}
        columns={columns}
        time={mapping.time}
        onChange={(time) => onChange({ ...mapping, time })}
      />
      <div className="table-scroll">
        <table className="table mapper-roles">
          <caption className="visually-hidden">What the columns mean</caption>
          <thead>
            <tr>
              <th scope="col">Meaning</th>
              <th scope="col">Column</th>
              <th scope="col">What speaks for it</th>
            </tr>
          </thead>
          <tbody>
            {ROLES.map(({ role, label }) => (
              <tr key={role}>
                <th scope="row">{label}</th>
                <td>
                  <ColumnField
                    label={label}
                    columns={columns}
                    value={mapping.columns[role]}
                    onChange={(path) => set(role, path)}
                  />
                </td>
                <td className="muted">
                  <Evidence survey={survey} mapping={mapping} role={role} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mapping.columns.outcome !== undefined && (
        <WordTable
          title="Words of the outcome"
          words={wordsOf(survey, mapping.columns.outcome)}
          choices={OUTCOMES}
          value={(word) => (Object.hasOwn(mapping.outcomes, word) ? (mapping.outcomes[word] ?? 'unknown') : 'unknown')}
          onChange={(word, outcome) => onChange({ ...mapping, outcomes: { ...mapping.outcomes, [word]: outcome } })}
        />
      )}
      {mapping.columns.severity !== undefined && (
        <WordTable
          title="Words of the severity, from 0 to 10"
          words={wordsOf(survey, mapping.columns.severity)}
          choices={SEVERITIES}
          value={(word) => severityOf(mapping, word)}
          onChange={(word, severity) => onChange({ ...mapping, severities: withSeverity(mapping, word, severity) })}
        />
      )}
      {mapping.columns.id !== undefined && (
        <Checkbox isSelected={mapping.isIdUnique} onChange={(isIdUnique) => onChange({ ...mapping, isIdUnique })}>
          The id marks one occurrence: equal records of one id are counted once
        </Checkbox>
      )}
    </>
  );
}

function Evidence({
  survey,
  mapping,
  role,
}: {
  readonly survey: MemberSurvey;
  readonly mapping: ColumnMapping;
  readonly role: Role;
}): ReactElement | null {
  const chosen = mapping.columns[role];
  if (chosen === undefined) return null;
  const { proposal } = survey;
  const isProposed = JSON.stringify(proposal.mapping.columns[role]) === JSON.stringify(chosen);
  return <EvidenceText text={isProposed ? (proposal.evidence[role] ?? '') : 'Chosen by you.'} />;
}

function wordsOf(survey: MemberSurvey, path: Path): MemberSurvey['columns'][number]['words'] {
  return survey.columns.find((column) => JSON.stringify(column.path) === JSON.stringify(path))?.words ?? [];
}

type Severity = (typeof SEVERITIES)[number];

function severityOf({ severities }: ColumnMapping, word: string): Severity {
  const stated = Object.hasOwn(severities, word) ? String(severities[word]) : NO_SEVERITY;
  return SEVERITIES.find((severity) => severity === stated) ?? NO_SEVERITY;
}

function withSeverity({ severities }: ColumnMapping, word: string, severity: Severity): ColumnMapping['severities'] {
  const { [word]: _, ...others } = severities;
  return severity === NO_SEVERITY ? others : { ...others, [word]: Number(severity) };
}
