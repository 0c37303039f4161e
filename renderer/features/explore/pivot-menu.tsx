import { useMemo, type ReactElement } from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { isOutdated } from '../../query/outdated.js';
import type { QueryClient } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { ContextMenu } from '../../ui/context-menu.js';
import { useLatest } from '../../ui/use-latest.js';
import { laneOf, pivotsOf, type Pivot } from './pivots.js';

/** The menu of ways on, wherever it was asked for. */
export function PivotMenu({ client }: { readonly client: Pick<QueryClient, 'laneNames'> }): ReactElement | null {
  const request = useUi((state) => state.pivot);
  return request === null ? null : <OpenMenu client={client} request={request} />;
}

interface OpenMenuProps {
  readonly client: Pick<QueryClient, 'laneNames'>;
  readonly request: PivotRequest;
}

/** Opens when the names of the request's lane are known: an act must not change under the hand. */
function OpenMenu({ client, request }: OpenMenuProps): ReactElement | null {
  const search = useUi((state) => state.search);
  const { answered, failure } = useLatest(request, (asked) => namesOf(client, asked), isOutdated);
  const groups = useMemo(() => {
    if (answered?.question === request) return pivotsOf(request, search, answered.answer);
    return failure === null ? [] : pivotsOf(request, search, [laneOf(request) ?? '']);
  }, [answered, failure, request, search]);
  if (groups.length === 0) return null;
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

async function namesOf(client: OpenMenuProps['client'], request: PivotRequest): Promise<readonly string[]> {
  const lane = laneOf(request);
  return lane === null ? [] : client.laneNames(lane);
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
