import { useRef, type ReactElement } from 'react';
import { Header, Menu, MenuItem, MenuSection, Popover, Text } from 'react-aria-components';

export interface MenuAct {
  readonly id: string;
  readonly label: string;
  /** Shown faintly at the right. */
  readonly note?: string;
}

export interface MenuGroup {
  readonly title: string;
  readonly acts: readonly MenuAct[];
}

export interface ContextMenuProps {
  readonly label: string;
  /** Where it opens, CSS pixels from the top left of the window. */
  readonly x: number;
  readonly y: number;
  readonly groups: readonly MenuGroup[];
  readonly onAct: (id: string) => void;
  readonly onClose: () => void;
}

/** A menu at a place of the window: arrows and the first letters walk, Enter acts, Escape closes and gives the focus back. */
export function ContextMenu({ label, x, y, groups, onAct, onClose }: ContextMenuProps): ReactElement {
  const anchor = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={anchor} className="menu-anchor" style={{ left: x, top: y }} aria-hidden="true" />
      <Popover
        className="popover"
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placement="bottom start"
        offset={2}
        aria-label={label}
      >
        <Menu
          className="list"
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that was asked for takes the keys (ARIA 1.2, menu)
          autoFocus="first"
          onAction={(key) => {
            onClose();
            onAct(String(key));
          }}
        >
          {groups.map(({ title, acts }) => (
            <MenuSection key={title} className="menu-group">
              <Header className="menu-title">{title}</Header>
              {acts.map((act) => (
                <MenuItem key={act.id} id={act.id} textValue={act.label} className="list-item">
                  <Text slot="label">{act.label}</Text>
                  {act.note !== undefined && (
                    <Text slot="description" className="list-item-note menu-note">
                      {act.note}
                    </Text>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </>
  );
}
