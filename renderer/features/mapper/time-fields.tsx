import type { ReactElement } from 'react';
import type { EpochUnit, Path, TimeSource, TimeWriting } from '../../../parsers/model/mapping.js';
import type { TimeKind } from '../../../parsers/model/time.js';
import { readPattern } from '../../../parsers/time/pattern.js';
import type { MemberSurvey } from '../../session/session.js';
import { Segments, SelectField, type Choice } from '../../ui/choices.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { ColumnField, type ColumnChoice } from './column-field.js';

const WRITINGS: readonly Choice<'shape' | EpochUnit | 'pattern'>[] = [
  { id: 'shape', label: 'as it shows itself', note: 'ISO 8601 and its relatives; numbers by their digits' },
  { id: 's', label: 'seconds since 1970' },
  { id: 'ms', label: 'milliseconds since 1970' },
  { id: 'us', label: 'microseconds since 1970' },
  { id: 'ns', label: 'nanoseconds since 1970' },
  { id: 'pattern', label: 'by a pattern', note: 'dd/MM/yyyy HH:mm:ss' },
];

const KINDS: readonly Choice<TimeKind>[] = [
  { id: 'happened', label: 'happened' },
  { id: 'logged', label: 'logged' },
  { id: 'ingested', label: 'ingested' },
];

const FIRST_PATTERN = 'dd/MM/yyyy HH:mm:ss';

export interface TimeFieldsProps {
  readonly survey: MemberSurvey;
  readonly columns: readonly ColumnChoice[];
  readonly time: TimeSource | null;
  readonly onChange: (time: TimeSource | null) => void;
}

/** Which column is the time, how it is written, and what kind of time it is. */
export function TimeFields({ survey, columns, time, onChange }: TimeFieldsProps): ReactElement {
  const proposed = survey.proposal.times.find(({ source }) => isSame(source.columns, time?.columns ?? []));
  const choose = (path: Path | undefined): void => {
    if (path === undefined) onChange(null);
    else
      onChange(survey.proposal.times.find(({ source }) => isSame(source.columns, [path]))?.source ?? newSource(path));
  };
  return (
    <fieldset className="mapper-time">
      <legend>Time</legend>
      <div className="mapper-time-fields">
        <div className="field">
          <span className="field-label" aria-hidden="true">
            Time stands in
          </span>
          <ColumnField label="Time stands in" columns={columns} value={time?.columns[0]} onChange={choose} />
        </div>
        {time !== null && <TimeWritingFields columns={columns} time={time} onChange={onChange} />}
      </div>
      <p className="field-hint">
        {time === null ? (
          'Without a time all records stay undated: searched and counted, beside the time line.'
        ) : (
          <EvidenceText text={proposed?.evidence ?? 'Chosen by you; nothing speaks for it yet. Look at the preview.'} />
        )}
      </p>
    </fieldset>
  );
}

function TimeWritingFields({
  columns,
  time,
  onChange,
}: {
  readonly columns: readonly ColumnChoice[];
  readonly time: TimeSource;
  readonly onChange: (time: TimeSource) => void;
}): ReactElement {
  const { writing } = time;
  const [first] = time.columns;
  const written = writing.by === 'unit' ? writing.unit : writing.by;
  const pattern = writing.by === 'pattern' ? writing.pattern : '';
  const read = readPattern(pattern);
  return (
    <>
      <div className="field">
        <span className="field-label" aria-hidden="true">
          Time of day, if apart
        </span>
        <ColumnField
          label="Time of day, if apart"
          columns={columns}
          value={time.columns[1]}
          onChange={(path) => onChange({ ...time, columns: [first, path].filter((each) => each !== undefined) })}
        />
      </div>
      <SelectField
        label="Written"
        choices={WRITINGS}
        value={written}
        onChange={(id) => onChange({ ...time, writing: writingOf(id) })}
      />
      {writing.by === 'pattern' && (
        <TextField
          label="Pattern"
          value={pattern}
          onChange={(typed) => onChange({ ...time, writing: { by: 'pattern', pattern: typed } })}
          hint="yyyy MM MMM dd HH hh a mm ss S Z; 'quoted' letters stand for themselves"
          error={'fault' in read ? read.fault : null}
        />
      )}
      <Segments label="When it" choices={KINDS} value={time.kind} onChange={(kind) => onChange({ ...time, kind })} />
    </>
  );
}

function writingOf(id: 'shape' | EpochUnit | 'pattern'): TimeWriting {
  if (id === 'shape') return { by: 'shape' };
  return id === 'pattern' ? { by: 'pattern', pattern: FIRST_PATTERN } : { by: 'unit', unit: id };
}

function newSource(path: Path): TimeSource {
  return { columns: [path], writing: { by: 'shape' }, kind: 'happened' };
}

function isSame(a: readonly Path[], b: readonly Path[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
