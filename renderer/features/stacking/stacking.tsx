import { useMemo, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import { COLUMN_FIELDS, type ColumnField } from '../../../parsers/model/fields.js';
import { isOutdated } from '../../query/outdated.js';
import type { Search, SearchResult, StackOrder, StackRequest } from '../../query/spec.js';
import type { CaseSession } from '../../session/session.js';
import { useCommands } from '../../ui-state/commands.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { SelectField } from '../../ui/choices.js';
import { hiddenText } from '../../ui/hidden-text.js';
import { EmptyState, Notice } from '../../ui/messages.js';
import { countedText, countText } from '../../ui/quantities.js';
import { useLatest } from '../../ui/use-latest.js';
import { exportStack } from './export-stack.js';
import { StackTable, type OnValue } from './stack-table.js';
import './stacking.css';

/** Groups drawn at first, and added by each "more". */
const STEP = 200;
const NO_FIELD = 'none';

export interface StackingProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  /** What is grouped, and its answer. */
  readonly search: Search;
  readonly result: SearchResult;
  readonly zone: string;
  readonly onValue: OnValue;
}

/** The events shown, grouped by one to three fields: what is most frequent, what is rarest, when and on how many workloads. */
export function Stacking({ bridge, session, search, result, zone, onValue }: StackingProps): ReactElement {
  const fields = useUi((state) => state.stackFields);
  const showsHidden = useUi((state) => state.showsHidden);
  const asked = { ...search, leavesOutHidden: !showsHidden };
  const [order, setOrder] = useState<StackOrder>('most');
  const [limit, setLimit] = useState(STEP);
  const question = useMemo(
    () => ({ result, request: { fields, order, limit } satisfies StackRequest }),
    [result, fields, order, limit],
  );
  const { answered, failure, isPending } = useLatest(
    question,
    (asked) => session.query.stack(asked.result.id, asked.request),
    isOutdated,
  );
  const save = (format: 'csv' | 'json') => () => exportStack(bridge, session, asked, { fields, order }, format);
  useCommands({ 'stack.export-csv': save('csv'), 'stack.export-json': save('json') });
  const stack = answered?.answer ?? null;
  const shownFields = answered?.question.request.fields ?? fields;
  // Groups and counts are of the same answer, also while the next one is awaited.
  const { matched, ...found } = answered?.question.result ?? result;
  const hidden = hiddenText(found);
  return (
    <section className="stacking" aria-label="Events grouped by values" aria-busy={isPending}>
      <div className="stacking-head">
        <FieldChoices fields={fields} />
        <output className="muted number grow">
          {stack !== null &&
            `${countedText(stack.groupCount, 'group')} of ${countedText(matched, 'event')}${hidden === '' ? '' : ` (${hidden})`}${stack.groups.length < stack.groupCount ? `, ${countText(stack.groups.length)} shown` : ''}`}
        </output>
        <Button command="stack.export-csv" onPress={save('csv')}>
          CSV
        </Button>
        <Button command="stack.export-json" onPress={save('json')}>
          JSON
        </Button>
      </div>
      {failure !== null && <Notice tone="error">The events could not be grouped: {failure}</Notice>}
      {stack !== null && stack.groups.length === 0 && (
        <EmptyState icon="search" title="Nothing to group">
          No event matches the query in this time range.
        </EmptyState>
      )}
      {stack !== null && stack.groups.length > 0 && (
        <div className="stacking-scroll">
          <StackTable
            fields={shownFields}
            groups={stack.groups}
            events={matched}
            order={order}
            zone={zone}
            onOrder={setOrder}
            onValue={onValue}
          />
          {stack.groups.length < stack.groupCount && (
            <Button command="stack.more" onPress={() => setLimit(limit * 2)}>
              Show {countText(Math.min(stack.groups.length, stack.groupCount - stack.groups.length))} more
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

const CHOICES = COLUMN_FIELDS.map((id) => ({ id, label: id }));
const PLACES = ['Group by', 'Second field', 'Third field'] as const;

/** One to three different fields; taking one away moves up those after it. */
function FieldChoices({ fields }: { readonly fields: readonly ColumnField[] }): ReactElement {
  const choose = (place: number, chosen: ColumnField | typeof NO_FIELD): void => {
    const next = PLACES.map((_, index) => (index === place ? chosen : (fields[index] ?? NO_FIELD)));
    ui.set({ stackFields: next.filter((field): field is ColumnField => field !== NO_FIELD) });
  };
  return (
    <>
      {PLACES.slice(0, fields.length + 1).map((label, place) => {
        const free = CHOICES.filter(({ id }) => id === fields[place] || !fields.includes(id));
        return (
          <SelectField
            key={label}
            label={label}
            isLabelHidden
            choices={place === 0 ? free : [{ id: NO_FIELD, label: `${label}: none` }, ...free]}
            value={fields[place] ?? NO_FIELD}
            onChange={(chosen) => choose(place, chosen)}
          />
        );
      })}
    </>
  );
}
