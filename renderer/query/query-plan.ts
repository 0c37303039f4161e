import { complement, emptyMask, fullMask, intersect, subtract, unite, type RowMask } from './row-mask.js';
import type { StoredEvent } from './stored-event.js';

/**
 * A query turned into masks over rows. An `exact` node knows its rows; a `candidates` node knows rows that may match and
 * decides on the decoded event.
 */
export type PlanNode =
  | { readonly kind: 'exact'; readonly mask: RowMask }
  | { readonly kind: 'candidates'; readonly mask: RowMask; readonly test: (event: StoredEvent) => boolean }
  | { readonly kind: 'not'; readonly node: PlanNode }
  | { readonly kind: 'and' | 'or'; readonly nodes: readonly PlanNode[] };

/** Rows that match for certain, and rows that match or may. */
export interface Bounds {
  readonly certain: RowMask;
  readonly possible: RowMask;
}

/** What the masks alone say. The two bounds are one mask where every node that matters is exact. */
export function boundsOf(plan: PlanNode): Bounds {
  switch (plan.kind) {
    case 'exact':
      return { certain: plan.mask, possible: plan.mask };
    case 'candidates':
      return { certain: emptyMask(plan.mask.length), possible: plan.mask };
    case 'not': {
      const { certain, possible } = boundsOf(plan.node);
      const impossible = complement(possible);
      return { certain: impossible, possible: certain === possible ? impossible : complement(certain) };
    }
    case 'and':
    case 'or': {
      const combine = plan.kind === 'and' ? intersect : unite;
      return plan.nodes.map(boundsOf).reduce((left, right) => {
        const certain = combine(left.certain, right.certain);
        const areExact = left.certain === left.possible && right.certain === right.possible;
        return { certain, possible: areExact ? certain : combine(left.possible, right.possible) };
      });
    }
  }
}

/** Rows whose records must be read to decide; null where masks decide all. */
export function undecided({ certain, possible }: Bounds): RowMask | null {
  return certain === possible ? null : subtract(possible, certain);
}

/** Decides one row. `event` is asked for only where masks do not settle it. */
export function matches(plan: PlanNode, row: number, event: () => StoredEvent): boolean {
  switch (plan.kind) {
    case 'exact':
      return plan.mask[row] === 1;
    case 'candidates':
      return plan.mask[row] === 1 && plan.test(event());
    case 'not':
      return !matches(plan.node, row, event);
    case 'and':
      return plan.nodes.every((node) => matches(node, row, event));
    case 'or':
      return plan.nodes.some((node) => matches(node, row, event));
  }
}

/** A node that every row, or none, satisfies. */
export function constantNode(rows: number, value: boolean): PlanNode {
  return { kind: 'exact', mask: value ? fullMask(rows) : emptyMask(rows) };
}
