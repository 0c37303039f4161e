import type { ReactElement } from 'react';
import { LANE_LEVELS, type LaneBy, type LaneColour, type LaneLevel } from '../../query/spec.js';
import { setLanes, type LaneOrder, type LaneView } from '../../ui-state/ui-state.js';
import { SelectField, type Choice } from '../../ui/choices.js';
import { withLevel, type FoldChoice } from './fold-levels.js';

const LEVEL_WORDS: Readonly<Record<LaneLevel, string>> = {
  cluster: 'cluster',
  node: 'node',
  namespace: 'namespace',
  account: 'cloud account',
};

const LANES_BY: readonly Choice<LaneBy>[] = [
  { id: 'workload', label: 'workloads' },
  { id: 'identity', label: 'identities' },
];

const ORDERS: readonly Choice<LaneOrder>[] = [
  { id: 'name', label: 'by name' },
  { id: 'first', label: 'by first event' },
  { id: 'count', label: 'by number of events' },
];

const COLOURS: readonly Choice<LaneColour>[] = [
  { id: 'outcome', label: 'outcome' },
  { id: 'layer', label: 'layer' },
  { id: 'severity', label: 'severity' },
];

/** What a lane is, by what lanes are folded, their order and their colour. */
export function LaneControls({ view }: { readonly view: LaneView }): ReactElement {
  const { foldBy } = view;
  // One field more than there are levels: it adds the next one.
  const fields = LANE_LEVELS.slice(0, Math.min(foldBy.length + 1, LANE_LEVELS.length));
  return (
    <>
      <SelectField
        label="What a lane is"
        isLabelHidden
        choices={LANES_BY}
        value={view.by}
        onChange={(by) => setLanes({ by })}
      />
      {fields.map((_, index) => (
        <SelectField<FoldChoice>
          key={index === 0 ? 'first' : (foldBy[index - 1] ?? 'last')}
          label={index === 0 ? 'Fold by' : 'then by'}
          isLabelHidden
          choices={foldChoices(foldBy, index)}
          value={foldBy[index] ?? 'none'}
          onChange={(level) => setLanes({ foldBy: withLevel(foldBy, index, level) })}
        />
      ))}
      <SelectField
        label="Order of the lanes"
        isLabelHidden
        choices={ORDERS}
        value={view.order}
        onChange={(order) => setLanes({ order })}
      />
      <SelectField
        label="Colour of the lanes"
        isLabelHidden
        choices={COLOURS}
        value={view.colour}
        onChange={(colour) => setLanes({ colour })}
      />
    </>
  );
}

function foldChoices(foldBy: readonly LaneLevel[], index: number): readonly Choice<FoldChoice>[] {
  const taken = foldBy.slice(0, index);
  const levels = LANE_LEVELS.filter((level) => !taken.includes(level));
  const lead = index === 0 ? 'by' : 'then';
  return [
    { id: 'none', label: index === 0 ? 'not folded' : 'and no more' },
    ...levels.map((level) => ({ id: level, label: `${lead} ${LEVEL_WORDS[level]}` })),
  ];
}
