import type { ReactElement } from 'react';
import { FIELDS, type EventFields, type FieldName, type FieldValue } from '../../../parsers/model/fields.js';
import { Badge } from '../../ui/messages.js';
import { EvidenceText } from '../../ui/evidence-text.js';

export type OnFilter = (field: FieldName, value: string, mode: 'only' | 'not') => void;

/** All fields of an event in the order of the field table. A click on a value narrows the query to it. */
export function FieldsTable({
  fields,
  onFilter,
}: {
  readonly fields: EventFields;
  readonly onFilter: OnFilter;
}): ReactElement {
  const names = (Object.keys(FIELDS) as FieldName[]).filter((name) => fields[name] !== undefined);
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
          <FieldLine key={name} name={name} value={fields[name] ?? ''} onFilter={onFilter} />
        ))}
      </tbody>
    </table>
  );
}

function FieldLine({
  name,
  value,
  onFilter,
}: {
  readonly name: FieldName;
  readonly value: FieldValue;
  readonly onFilter: OnFilter;
}): ReactElement {
  const field = FIELDS[name];
  const values = typeof value === 'object' ? value : [String(value)];
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
            isFilter={field.type !== 'text' && text !== ''}
            onFilter={onFilter}
          />
        ))}
      </td>
    </tr>
  );
}

interface FieldTextProps {
  readonly name: FieldName;
  readonly text: string;
  readonly isFilter: boolean;
  readonly onFilter: OnFilter;
}

function FieldText({ name, text, isFilter, onFilter }: FieldTextProps): ReactElement {
  if (!isFilter) {
    return (
      <div className="field-value">
        <EvidenceText text={text} isMono />
      </div>
    );
  }
  return (
    <div className="field-value">
      <button
        type="button"
        className="value-button"
        title={`Only events with this ${name}`}
        onClick={() => onFilter(name, text, 'only')}
      >
        <EvidenceText text={text} isMono />
      </button>
      <button
        type="button"
        className="value-not"
        aria-label={`Not this ${name}`}
        title={`Leave out events with this ${name}`}
        onClick={() => onFilter(name, text, 'not')}
      >
        not
      </button>
    </div>
  );
}
