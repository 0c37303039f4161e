import type { MouseEvent, ReactElement } from 'react';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Icon } from '../../ui/icons.js';
import { countedText, countText } from '../../ui/quantities.js';
import { ROW_HEIGHT } from './density.js';
import type { LaneRow } from './lane-tree.js';

export interface LaneLabelRowProps {
  readonly row: LaneRow;
  readonly name: string;
  readonly place: string;
  readonly top: number;
  readonly isActive: boolean;
  readonly onOpen: () => void;
  readonly onDetail: () => void;
  /** The way on from a lane, where the pointer asks for it. */
  readonly onMenu: (x: number, y: number) => void;
}

/** The head of a row: a group opens and closes, a lane narrows to its events; the detail of a lane by its own button. */
export function LaneLabelRow({
  row,
  name,
  place,
  top,
  isActive,
  onOpen,
  onDetail,
  onMenu,
}: LaneLabelRowProps): ReactElement {
  const onContextMenu = (event: MouseEvent): void => {
    if (row.kind !== 'lane') return;
    event.preventDefault();
    onMenu(event.clientX, event.clientY);
  };
  return (
    <div
      className={`lane-head lane-head-${row.kind}`}
      data-active={isActive || undefined}
      style={{ top, height: ROW_HEIGHT, paddingInlineStart: `${0.25 + row.depth * 0.75}rem` }}
    >
      <button
        data-command={row.kind === 'lane' ? 'lane.only' : 'lanes.open'}
        type="button"
        className="lane-label"
        tabIndex={-1}
        disabled={row.kind === 'stated'}
        aria-expanded={row.kind === 'group' ? row.isOpen : undefined}
        title={titleOf(row, name, place)}
        onClick={onOpen}
        onContextMenu={onContextMenu}
      >
        {row.kind === 'group' && <Icon name={row.isOpen ? 'chevron' : 'chevronRight'} size={10} />}
        <span className="lane-name">
          <EvidenceText text={name} />
        </span>
        <span className="lane-place">
          {row.kind === 'group' ? (
            `${countedText(row.lanes.length, 'lane')}, ${countText(row.count)}`
          ) : (
            <EvidenceText text={place} />
          )}
        </span>
      </button>
      {row.kind === 'lane' && (
        <button
          data-command="lane.detail"
          type="button"
          className="lane-info"
          tabIndex={-1}
          aria-label={`What is known of ${visibleText(name)}`}
          onClick={onDetail}
        >
          <Icon name="info" size={12} />
        </button>
      )}
    </div>
  );
}

function titleOf(row: LaneRow, name: string, place: string): string {
  if (row.kind === 'stated') return 'Events that persons state; no record holds them.';
  if (row.kind === 'group')
    return `${place} ${visibleText(name)}: ${countedText(row.lanes.length, 'lane')}, ${countedText(row.count, 'event')}. Click to ${row.isOpen ? 'close' : 'open'}.`;
  const also = row.lane.joined.map(({ key }) => `\nalso ${visibleText(key)}`).join('');
  return `${visibleText(row.lane.key)}${also}\n${countedText(row.lane.count, 'event')}. Click: only this lane.`;
}
