import { useMemo, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { ContextMenu } from '../../ui/context-menu.js';
import { pivotsOf, type Pivot } from './pivots.js';

/** The menu of ways on, wherever it was asked for. */
export function PivotMenu(): ReactElement | null {
  const request = useUi((state) => state.pivot);
  return request === null ? null : <OpenMenu request={request} />;
}

function OpenMenu({ request }: { readonly request: PivotRequest }): ReactElement {
  const search = useUi((state) => state.search);
  const groups = useMemo(() => pivotsOf(request, search), [request, search]);
  const pivots = groups.flatMap((group) => group.pivots);
  return (
    <ContextMenu
      label={request.value === null ? 'Ways on from this event' : `Ways on from ${request.value.field}`}
      x={request.x}
      y={request.y}
      groups={groups.map((group) => ({
        title: group.title,
        acts: group.pivots.map(({ id, label, note }) => ({ id, label, note: visibleText(note) })),
      }))}
      onAct={(id) => {
        const chosen = pivots.find((pivot) => pivot.id === id);
        if (chosen !== undefined) take(chosen, request.event?.id ?? null);
      }}
      onClose={() => ui.set({ pivot: null })}
    />
  );
}

/** Goes the way, to events rather than groups of them: the event one came from stays selected. */
export function take({ search, answer }: Pivot, event: EventId | null): void {
  ui.set({
    place: 'timeline',
    rowsView: 'events',
    search,
    answer,
    pivot: null,
    ...(event === null ? {} : { selection: event }),
  });
}
