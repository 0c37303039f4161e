import type { ReactElement } from 'react';
import {
  EVENT_FIELDS,
  FIELDS,
  type EventFields,
  type FieldName,
  type FieldValue,
} from '../../../parsers/model/fields.js';
import { Icon } from '../../ui/icons.js';
import { Badge } from '../../ui/messages.js';
import { EvidenceText, useShownValues } from '../../ui/evidence-text.js';

export type OnFilter = (field: FieldName, value: string, mode: 'only' | 'not') => void;
/** Opens the ways on from a value, or from the event where none is named; at a place of the window. */
export type OnPivot = (
  value: { readonly field: FieldName; readonly text: string } | null,
  x: number,
  y: number,
) => void;

/** All fields of an event in the order of the field table. A click on a value narrows the query to it. */
export function FieldsTable({
  fields,
  onFilter,
  onPivot,
}: {
  readonly fields: EventFields;
  readonly onFilter: OnFilter;
  readonly onPivot: OnPivot;
}): ReactElement {
  const names = EVENT_FIELDS.filter((name) => fields[name] !== undefined);
  return (
    <table className="table fields-table">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <FieldLine key={name} name={name} value={fields[name] ?? ''} onFilter={onFilter} onPivot={onPivot} />
        ))}
      </tbody>
    </table>
  );
}

function FieldLine({
  name,
  value,
  onFilter,
  onPivot,
}: {
  readonly name: FieldName;
  readonly value: FieldValue;
  readonly onFilter: OnFilter;
  readonly onPivot: OnPivot;
}): ReactElement {
  const field = FIELDS[name];
  const values = typeof value === 'object' ? value : [String(value)];
  const shown = useShownValues(values);
  return (
    <tr>
      <th scope="row" title={field.description}>
        <span className="mono">{name}</span>
        {'claimed' in field && (
          <span title="A client can set this at will; nothing rests on it alone.">
            {' '}
            <Badge tone="warning">claimed</Badge>
          </span>
        )}
      </th>
      <td>
        {values.map((text, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a record may state the same value twice
          <FieldText
            key={`${index} ${text}`}
            name={name}
            text={text}
            shown={shown[index] ?? ''}
            isFilter={field.type !== 'text' && text !== ''}
            onFilter={onFilter}
            onPivot={onPivot}
          />
        ))}
      </td>
    </tr>
  );
}

interface FieldTextProps {
  readonly name: FieldName;
  readonly text: string;
  /** The same, secrets masked. */
  readonly shown: string;
  readonly isFilter: boolean;
  readonly onFilter: OnFilter;
  readonly onPivot: OnPivot;
}

function FieldText({ name, text, shown, isFilter, onFilter, onPivot }: FieldTextProps): ReactElement {
  if (!isFilter) {
    return (
      <div className="field-value">
        <EvidenceText text={shown} isMono />
      </div>
    );
  }
  const openAt = (x: number, y: number): void => onPivot({ field: name, text }, x, y);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the buttons inside are what takes the keys
    <div
      className="field-value"
      onContextMenu={(event) => {
        event.preventDefault();
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        if (event.clientX === 0 && event.clientY === 0) openAt(left, bottom);
        else openAt(event.clientX, event.clientY);
      }}
    >
      <button
        data-command="value.only"
        type="button"
        className="value-button"
        title={`Only events with this ${name}`}
        onClick={() => onFilter(name, text, 'only')}
      >
        <EvidenceText text={shown} isMono />
      </button>
      <button
        data-command="value.not"
        type="button"
        className="value-not"
        aria-label={`Not this ${name}`}
        title={`Leave out events with this ${name}`}
        onClick={() => onFilter(name, text, 'not')}
      >
        not
      </button>
      <button
        data-command="value.ways"
        type="button"
        className="value-not value-more"
        aria-label={`Ways on from this ${name}`}
        aria-haspopup="menu"
        title="Ways on from this value"
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          openAt(left, bottom);
        }}
      >
        <Icon name="more" size={12} />
      </button>
    </div>
  );
}
