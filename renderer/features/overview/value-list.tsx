import type { MouseEvent, ReactElement } from 'react';
import type { ColumnField, FieldName } from '../../../parsers/model/fields.js';
import { laneLabel } from '../../query/lane-label.js';
import type { FacetValue } from '../../query/spec.js';
import { ui } from '../../ui-state/ui-state.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';

export interface ValueListProps {
  readonly title: string;
  readonly field: ColumnField;
  readonly values: readonly FacetValue[];
  /** Values in all. */
  readonly distinct: number;
  readonly onOpen: (field: FieldName, value: string) => void;
}

/** Values of one field with their counts; a click or Enter shows their events, the context menu more ways on. */
export function ValueList({ title, field, values, distinct, onOpen }: ValueListProps): ReactElement {
  const most = Math.max(1, ...values.map(({ count }) => count));
  return (
    <section className="overview-list" aria-label={title}>
      <h3>
        {title}{' '}
        <span className="muted">
          {values.length < distinct ? `${countText(values.length)} of ${countText(distinct)}` : countText(distinct)}
        </span>
      </h3>
      <ul>
        {values.map(({ value, count }) => (
          <li key={value}>
            <button
              data-command="value.only"
              type="button"
              className="overview-item"
              title={`Only events with this ${field}`}
              onClick={() => onOpen(field, value)}
              onContextMenu={(event) => openMenu(event, field, value)}
            >
              <Label field={field} value={value} />
              <span className="number">{countText(count)}</span>
              <svg className="overview-share" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
                <rect width={(100 * count) / most} height="1" />
              </svg>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Label({ field, value }: { readonly field: FieldName; readonly value: string }): ReactElement {
  if (field !== 'exhibit.lane') return <EvidenceText text={value} />;
  const { name, place } = laneLabel(value);
  return (
    <span>
      <EvidenceText text={name} />{' '}
      <span className="muted">
        <EvidenceText text={place} />
      </span>
    </span>
  );
}

function openMenu(event: MouseEvent<HTMLElement>, field: FieldName, text: string): void {
  event.preventDefault();
  const { left, bottom } = event.currentTarget.getBoundingClientRect();
  const isByKey = event.clientX === 0 && event.clientY === 0;
  ui.set({
    pivot: {
      value: { field, text },
      event: null,
      x: isByKey ? left : event.clientX,
      y: isByKey ? bottom : event.clientY,
    },
  });
}
