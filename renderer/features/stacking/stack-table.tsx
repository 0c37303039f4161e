import type { ReactElement } from 'react';
import type { ColumnField } from '../../../parsers/model/fields.js';
import type { StackGroup, StackOrder } from '../../query/spec.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';

/** A value was chosen: only events with it, or all others; `''` stands for a field that is not stated. */
export type OnValue = (field: ColumnField, value: string, mode: 'only' | 'not') => void;

export interface StackTableProps {
  readonly fields: readonly ColumnField[];
  readonly groups: readonly StackGroup[];
  /** Events in all groups together, each counted once. */
  readonly events: number;
  readonly order: StackOrder;
  readonly zone: string;
  readonly onOrder: (order: StackOrder) => void;
  readonly onValue: OnValue;
}

/** Groups as rows. Heads sort, values filter. */
export function StackTable(props: StackTableProps): ReactElement {
  const { fields, groups, events, order, zone, onOrder, onValue } = props;
  return (
    <table className="table stack-table">
      <caption className="visually-hidden">Groups of events by {fields.join(', ')}</caption>
      <thead>
        <tr>
          {fields.map((field, index) =>
            index === 0 ? (
              <Head key={field} label={field} orders={['values']} order={order} onOrder={onOrder} />
            ) : (
              <th key={field} scope="col">
                {field}
              </th>
            ),
          )}
          <Head label="Events" orders={['most', 'fewest']} order={order} isNumber onOrder={onOrder} />
          <th scope="col" className="number">
            Share
          </th>
          <Head label="Workloads" orders={['workloads']} order={order} isNumber onOrder={onOrder} />
          <Head label="First" orders={['first']} order={order} onOrder={onOrder} />
          <Head label="Last" orders={['last']} order={order} onOrder={onOrder} />
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={JSON.stringify(group.values)}>
            {fields.map((field, index) => (
              <Value key={field} field={field} value={group.values[index] ?? ''} onValue={onValue} />
            ))}
            <td className="number">{countText(group.count)}</td>
            <td className="number stack-share">
              <span className="stack-bar" style={{ inlineSize: `${(100 * group.count) / events}%` }} />
              <span>{shareText(group.count, events)}</span>
            </td>
            <td className="number">{countText(group.workloads)}</td>
            <td>
              <TimeText time={group.first} resolution="ms" zone={zone} form="compact" />
            </td>
            <td>
              <TimeText time={group.last} resolution="ms" zone={zone} form="compact" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps extends Pick<StackTableProps, 'order' | 'onOrder'> {
  readonly label: string;
  /** The orders that the head goes through. */
  readonly orders: readonly StackOrder[];
  readonly isNumber?: boolean;
}

const DIRECTIONS: { readonly [order in StackOrder]: 'ascending' | 'descending' } = {
  most: 'descending',
  fewest: 'ascending',
  first: 'ascending',
  last: 'descending',
  workloads: 'descending',
  values: 'ascending',
};

function Head({ label, orders, order, isNumber = false, onOrder }: HeadProps): ReactElement {
  const at = orders.indexOf(order);
  const next = orders[(at + 1) % orders.length] ?? order;
  const sort = at < 0 ? 'none' : DIRECTIONS[order];
  return (
    <th scope="col" className={isNumber ? 'number' : ''} aria-sort={sort}>
      <button data-command="stack.order" type="button" className="stack-sort" onClick={() => onOrder(next)}>
        {label}
        <span aria-hidden="true">{sort === 'none' ? '' : sort === 'ascending' ? ' ↑' : ' ↓'}</span>
      </button>
    </th>
  );
}

function Value({
  field,
  value,
  onValue,
}: {
  readonly field: ColumnField;
  readonly value: string;
  readonly onValue: OnValue;
}): ReactElement {
  return (
    <td>
      <div className="stack-value">
        <button
          data-command="value.only"
          type="button"
          className="stack-only"
          title={`Only events with this ${field}`}
          onClick={() => onValue(field, value, 'only')}
        >
          {value === '' ? <span className="muted">not stated</span> : <EvidenceText text={value} isMono />}
        </button>
        <button
          data-command="value.not"
          type="button"
          className="stack-not"
          aria-label={`Not this ${field}`}
          title={`Leave out events with this ${field}`}
          onClick={() => onValue(field, value, 'not')}
        >
          not
        </button>
      </div>
    </td>
  );
}

/** `12.3 %`; what is there is never shown as nothing. */
function shareText(count: number, events: number): string {
  const share = (100 * count) / events;
  return share < 0.1 ? '< 0.1 %' : `${share.toFixed(1)} %`;
}
