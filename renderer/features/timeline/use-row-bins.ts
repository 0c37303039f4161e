import { useMemo } from 'react';
import { isOutdated } from '../../query/outdated.js';
import type { LaneColour, LaneList, QueryClient, TimeRange } from '../../query/spec.js';
import { useLatest } from '../../ui/use-latest.js';
import type { LaneRow } from './lane-tree.js';
import { rowsByLane, type LaneWindow } from './lane-window.js';
import type { RowBins } from './scene.js';

export interface ListedLanes {
  /** Result that the list was made of. */
  readonly resultId: number;
  readonly list: LaneList;
}

/** Density of the rows of a window, asked for anew whenever rows, range or colour change; the last answer stays until then. */
export function useRowBins(
  client: Pick<QueryClient, 'laneBins'>,
  listed: ListedLanes,
  rows: readonly LaneRow[],
  { first, last }: LaneWindow,
  range: TimeRange,
  bins: number,
  colour: LaneColour,
): { readonly bins: RowBins | null; readonly failure: string | null } {
  const question = useMemo(() => {
    if (bins === 0 || last === first) return null;
    return {
      resultId: listed.resultId,
      ids: rows.slice(first, last).map(({ id }) => id),
      request: {
        by: listed.list.by,
        colour,
        range,
        bins,
        rows: last - first,
        rowOf: rowsByLane(listed.list, rows, { first, last }),
      },
    };
  }, [listed, rows, first, last, range, bins, colour]);
  const { answered, failure } = useLatest(
    question,
    (asked) => client.laneBins(asked.resultId, asked.request),
    isOutdated,
  );
  const shown = useMemo(
    () =>
      answered === null
        ? null
        : {
            answer: answered.answer,
            rowOf: new Map(answered.question.ids.map((id, index) => [id, index])),
          },
    [answered],
  );
  return { bins: shown, failure };
}
