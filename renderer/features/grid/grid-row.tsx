/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table element cannot hold a window on millions of rows */
import { memo, type ReactElement } from 'react';
import type { GridColumn } from '../../../parsers/model/case.js';
import type { FieldName } from '../../../parsers/model/fields.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatInZone } from '../../../parsers/time/format.js';
import { columnNameOf, type ColumnName } from '../../ui-state/columns.js';
import { laneLabel } from '../../query/lane-label.js';
import type { EventRow } from '../../query/spec.js';
import { beginningOf } from '../../ui/cut-text.js';
import { maskedText } from '../../../parsers/model/secrets.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Icon, type IconName } from '../../ui/icons.js';
import { OutcomeMark, outcomeOf } from '../../ui/outcome.js';
import { SeverityMark } from './severity-mark.js';

export interface GridRowProps {
  readonly row: EventRow | null;
  readonly id: string;
  /** From 1, the header not counted. */
  readonly number: number;
  readonly top: number;
  readonly isSelected: boolean;
  /** The keyboard stands here. */
  readonly isCursor: boolean;
  readonly isAnnotated: boolean;
  readonly isStep: boolean;
  readonly zone: string;
  readonly columns: readonly GridColumn[];
  /** Why the row has no place on the time line, where it has none. */
  readonly unplacedBecause: string;
}

/** One event; a placeholder while it loads. */
export const GridRow = memo(function GridRow({
  row,
  id,
  number,
  top,
  isSelected,
  isCursor,
  isAnnotated,
  isStep,
  zone,
  columns,
  unplacedBecause,
}: GridRowProps): ReactElement {
  const frame = {
    id,
    role: 'row',
    className: 'grid-row',
    'aria-rowindex': number + 1,
    'aria-selected': isSelected,
    'data-selected': isSelected || undefined,
    'data-cursor': isCursor || undefined,
    'data-hidden': row?.fields['exhibit.hidden'] === 'true' || undefined,
    style: { transform: `translateY(${top}px)` },
  } as const;
  if (row === null) {
    return (
      <div {...frame} aria-busy="true">
        <span role="gridcell" className="grid-placeholder">
          …
        </span>
      </div>
    );
  }
  const { fields } = row;
  return (
    <div {...frame}>
      <span role="gridcell" className="grid-time">
        <RowTime row={row} zone={zone} unplacedBecause={unplacedBecause} />
      </span>
      <span role="gridcell" className="grid-marks">
        {isStep && <Mark icon="chain" label="step of the kill chain" className="mark-step" />}
        {isAnnotated && <Mark icon="note" label="annotated" className="mark-annotation" />}
        <ExaminerMarks fields={fields} />
      </span>
      <span role="gridcell" className="grid-glyphs">
        <SeverityMark text={fields['exhibit.severity']} />
        <OutcomeMark outcome={outcomeOf(fields['exhibit.outcome'])} isWordHidden />
      </span>
      {columns.map(({ field }) => (
        <ColumnCell key={field} name={columnNameOf(field)} row={row} />
      ))}
    </div>
  );
});

/** Longest text a cell draws; the rest stands in the detail. */
const CELL_LIMIT = 300;

/** What an event says in a column. An alert states no action: its rule stands there. */
function ColumnCell({
  name,
  row: { fields, message },
}: {
  readonly name: ColumnName | null;
  readonly row: EventRow;
}): ReactElement {
  if (name === null || name === 'message') return <Cell text={name === null ? undefined : message} />;
  if (name === 'exhibit.lane') return <LaneCell lane={fields[name]} />;
  const field = name === 'event.action' && fields[name] === undefined ? 'rule.name' : name;
  return <Cell text={fields[field]} field={field} />;
}

/** `field`: what the cell shows, for the menu of its value. */
function Cell({ text, field }: { readonly text: string | undefined; readonly field?: FieldName }): ReactElement {
  const beginning = beginningOf(maskedText(text ?? ''), CELL_LIMIT);
  return (
    <span role="gridcell" className="grid-cell" data-field={field} title={visibleText(beginning)}>
      <EvidenceText text={beginning} />
    </span>
  );
}

function LaneCell({ lane }: { readonly lane: string | undefined }): ReactElement {
  const { name, place } = laneLabel((lane ?? '').slice(-CELL_LIMIT));
  return (
    <span
      role="gridcell"
      className="grid-cell grid-lane"
      data-field={'exhibit.lane' satisfies FieldName}
      title={visibleText(lane ?? '')}
    >
      <span className={lane === undefined ? 'muted' : undefined}>
        <EvidenceText text={name} />
      </span>{' '}
      <span className="grid-place">
        <EvidenceText text={place} />
      </span>
    </span>
  );
}

/** What the examiner said of the event, alone or with others. */
function ExaminerMarks({ fields }: { readonly fields: EventRow['fields'] }): ReactElement {
  const review = fields['exhibit.review'];
  const tags = fields['exhibit.tag'];
  return (
    <>
      {review === 'relevant' && <Mark icon="relevant" label="reviewed as relevant" className="mark-annotation" />}
      {review === 'benign' && <Mark icon="allowed" label="reviewed as benign" className="muted" />}
      {tags !== undefined && <Mark icon="tag" label={`tagged ${visibleText(tags)}`} className="mark-annotation" />}
      {fields['exhibit.in_report'] !== undefined && (
        <Mark icon="report" label="for the report" className="mark-annotation" />
      )}
      {fields['exhibit.hidden'] !== undefined && <Mark icon="hidden" label="hidden" className="muted" />}
    </>
  );
}

function Mark({
  icon,
  label,
  className,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly className: string;
}): ReactElement {
  return (
    <span className={className} title={label}>
      <Icon name={icon} size={13} />
      <span className="visually-hidden">{label}</span>
    </span>
  );
}

function RowTime({
  row,
  zone,
  unplacedBecause,
}: {
  readonly row: EventRow;
  readonly zone: string;
  readonly unplacedBecause: string;
}): ReactElement {
  if (row.time === null) return <span className="muted">{unplacedBecause}</span>;
  const local = formatInZone(row.time, zone, row.resolution);
  const utc = formatInZone(row.time, 'UTC', row.resolution);
  const corrected = row.adjusted && (
    <span className="grid-corrected" title="Corrected: the source's clock or zone was adjusted">
      {' '}
      corr.
    </span>
  );
  return (
    <>
      <span>
        {local.text} <span className="grid-zone">{local.zone.slice(local.zone.lastIndexOf(' ') + 1)}</span>
        {utc.zone === local.zone && corrected}
      </span>
      {local.zone !== utc.zone && (
        <span className="grid-utc">
          {utc.text} {utc.zone}
          {corrected}
        </span>
      )}
    </>
  );
}
