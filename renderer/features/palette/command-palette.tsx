import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from 'react-aria-components';
import { chordText, isMacKeyboard } from '../../commands/chords.js';
import { commandOf, type CommandId } from '../../commands/command-table.js';
import { COMMAND_GROUPS } from '../../commands/command.js';
import { desk, useAvailableCommands } from '../../ui-state/commands.js';
import { Icon } from '../../ui/icons.js';
import { fuzzySearch } from './fuzzy.js';
import './palette.css';

/** Commands that the palette leaves out: it stands open already, or they only go on with what is in sight. */
const LEFT_OUT: readonly CommandId[] = ['palette.open', 'message.dismiss', 'fault.retry'];

interface Listed {
  readonly title: string;
  readonly ids: readonly CommandId[];
}

/** Every command that can be chosen now, found by typing a part of its words; Enter does it. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactElement {
  const available = useAvailableCommands();
  const [typed, setTyped] = useState('');
  const chosen = useRef<CommandId | null>(null);
  /** True once arrows chose an item among those that the typed text found. */
  const hasWalked = useRef(false);
  const sections = useMemo(() => listed(available, typed), [available, typed]);

  // The command comes after the palette has gone and given back the focus: what it does may take the focus.
  useEffect(
    () => () => {
      const id = chosen.current;
      if (id !== null) setTimeout(() => desk.run(id), 0);
    },
    [],
  );

  const choose = (id: CommandId | null): void => {
    chosen.current = id;
    onClose();
  };
  // The list's own focus stays on an item that better ones have overtaken: Enter means the best until arrows were used.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) hasWalked.current = true;
    const best = typed.trim() === '' || hasWalked.current ? undefined : sections[0]?.ids[0];
    if (event.key !== 'Enter' || best === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose(best);
  };

  return (
    <ModalOverlay
      className="modal-veil palette-veil"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className="modal palette-modal">
        <Dialog className="dialog palette" aria-label="All commands">
          <div className="palette-keys" role="presentation" onKeyDownCapture={onKeyDown}>
            <Autocomplete
              inputValue={typed}
              onInputChange={(text) => {
                hasWalked.current = false;
                setTyped(text);
              }}
            >
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a palette that was asked for takes the keys */}
              <TextField className="palette-field" autoFocus>
                <Label className="visually-hidden">Command</Label>
                <Icon name="search" />
                <Input
                  className="palette-input"
                  // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- Autocomplete gives aria-controls
                  role="combobox"
                  aria-expanded="true"
                  placeholder="Type what you want to do"
                  spellCheck={false}
                />
              </TextField>
              <ListBox
                className="list palette-list"
                aria-label="Commands"
                renderEmptyState={() => (
                  <div className="list-empty">No command with these letters. Type fewer of them, or another word.</div>
                )}
                onAction={(key) => choose(available.find((id) => id === key) ?? null)}
              >
                {sections.map(({ title, ids }) => (
                  <ListBoxSection key={title} className="menu-group" aria-label={title}>
                    <Header className="menu-title">{title}</Header>
                    {ids.map((id) => (
                      <CommandItem key={id} id={id} />
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
            </Autocomplete>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function CommandItem({ id }: { readonly id: CommandId }): ReactElement {
  const { words, keys, on } = commandOf(id);
  const key = keys?.[0];
  return (
    <ListBoxItem id={id} textValue={words} className="list-item" data-command={id}>
      <Text slot="label">{words}</Text>
      {on === 'item' && (
        <Text slot="description" className="list-item-note">
          goes there
        </Text>
      )}
      {key !== undefined && (
        <kbd className="palette-key" aria-hidden="true">
          {chordText(key, isMacKeyboard())}
        </kbd>
      )}
    </ListBoxItem>
  );
}

/** By groups while nothing is typed; else the best first, under one heading. */
function listed(available: readonly CommandId[], typed: string): readonly Listed[] {
  const ids = available.filter((id) => !LEFT_OUT.includes(id));
  if (typed.trim() === '') {
    return COMMAND_GROUPS.map((title) => ({ title, ids: ids.filter((id) => commandOf(id).group === title) })).filter(
      (section) => section.ids.length > 0,
    );
  }
  const found = fuzzySearch(typed, ids, (id) => `${commandOf(id).words}, ${commandOf(id).group}`);
  return found.length === 0 ? [] : [{ title: 'Best first', ids: found }];
}
