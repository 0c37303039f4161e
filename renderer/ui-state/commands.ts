/** Who can do which command now. The table of commands says what there is; components offer what they can do while they stand. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { chordOf, COMMAND_OF_CHORD } from '../commands/chords.js';
import { COMMAND_IDS, commandOf, type CommandId } from '../commands/command-table.js';
import { ui, type UiStore } from './ui-state.js';

/** Acts by command; null for one that cannot be done just now. */
export type Offers = { readonly [id in CommandId]?: (() => void) | null };

export interface CommandDesk {
  /** Takes offers until the returned function is called. The latest offer of a command is the one that counts. */
  readonly offer: (id: CommandId, run: () => void) => () => void;
  /**
   * Does a command. One that is at home in another place waits until that place has been drawn and offers it.
   *
   * @returns false where nobody can do it
   */
  readonly run: (id: CommandId) => boolean;
  /** True where somebody offers it now. */
  readonly isOffered: (id: CommandId) => boolean;
  /** Commands that a person can choose: those offered, and those that going to their place would offer. */
  readonly available: () => readonly CommandId[];
  readonly subscribe: (listener: () => void) => () => void;
}

/** @param isCase tells whether the window has places to go to */
export function createCommandDesk(store: UiStore, isCase: () => boolean): CommandDesk {
  const offers = new Map<CommandId, readonly (() => void)[]>();
  const listeners = new Set<() => void>();
  /** Chosen, and its place not drawn yet. */
  let waiting: CommandId | null = null;
  let listed: readonly CommandId[] | null = null;
  const changed = (): void => {
    listed = null;
    for (const listener of listeners) listener();
  };
  store.subscribe(changed);

  const canGo = (id: CommandId): boolean => {
    const { place, on } = commandOf(id);
    if (place === undefined || !isCase() || on === 'focus') return false;
    const { place: here, selection } = store.get();
    return on === 'event' ? selection !== null : on === 'item' || place !== here;
  };
  const current = (id: CommandId): (() => void) | undefined => offers.get(id)?.at(-1);

  return {
    offer(id, run) {
      offers.set(id, [...(offers.get(id) ?? []), run]);
      if (waiting === id) {
        waiting = null;
        // After the effects of this drawing: what the command reaches for has to stand.
        queueMicrotask(() => current(id)?.());
      }
      changed();
      return () => {
        offers.set(
          id,
          (offers.get(id) ?? []).filter((other) => other !== run),
        );
        changed();
      };
    },
    run(id) {
      waiting = null;
      const act = current(id);
      if (act !== undefined) {
        act();
        return true;
      }
      const { place, on } = commandOf(id);
      if (!canGo(id) || place === undefined) return false;
      if (on !== 'item') waiting = id;
      store.set(on === 'event' ? { place, isDetailOpen: true } : { place });
      return true;
    },
    isOffered: (id) => current(id) !== undefined,
    available() {
      listed ??= COMMAND_IDS.filter((id) => current(id) !== undefined || canGo(id));
      return listed;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let hasPlaces = false;
/** The commands of this window. */
export const desk = createCommandDesk(ui, () => hasPlaces);

/** Says that this window has the places of a case, until the returned function is called. */
export function openPlaces(): () => void {
  hasPlaces = true;
  return () => {
    hasPlaces = false;
  };
}

/** Offers commands while the component stands. The acts may change with every drawing; what is null is not offered. */
export function useCommands(offers: Offers): void {
  const acts = useRef(offers);
  useEffect(() => {
    acts.current = offers;
  });
  const offered = COMMAND_IDS.filter((id) => offers[id] != null).join(' ');
  useEffect(() => {
    const ids = offered === '' ? [] : (offered.split(' ') as CommandId[]);
    const ends = ids.map((id) => desk.offer(id, () => acts.current[id]?.()));
    return () => {
      for (const end of ends) end();
    };
  }, [offered]);
}

/** Commands that can be chosen now, followed. */
export function useAvailableCommands(): readonly CommandId[] {
  return useSyncExternalStore(desk.subscribe, desk.available);
}

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"]';

/** Listens for the keys of all commands anywhere in the window, except while a dialog stands open. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const id = COMMAND_OF_CHORD.get(chordOf(event));
      if (id === undefined || event.defaultPrevented || !desk.isOffered(id)) return;
      const { target } = event;
      const isTyping = target instanceof Element && target.closest(TYPING) !== null;
      if (isTyping && commandOf(id).whileTyping !== true) return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      desk.run(id);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
