import { describe, expect, it, vi } from 'vitest';
import type { EventId } from '../../../../parsers/model/ids.js';
import { createCommandDesk } from '../../../../renderer/ui-state/commands.js';
import { createUiStore } from '../../../../renderer/ui-state/ui-state.js';

function setup(isCase = true) {
  const store = createUiStore();
  return { store, desk: createCommandDesk(store, () => isCase) };
}

describe('the desk of commands', () => {
  it('does what the latest offer says, and the one before once that ends', () => {
    const { desk } = setup();
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
    desk.offer('case.undo', first);
    const end = desk.offer('case.undo', second);
    expect(desk.run('case.undo')).toBe(true);
    end();
    desk.run('case.undo');
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('says so where nobody can do it', () => {
    const { desk } = setup();
    expect(desk.run('case.redo')).toBe(false);
    expect(desk.available()).not.toContain('case.redo');
  });

  it('goes to the place of a command and does it there once it is offered', async () => {
    const { desk, store } = setup();
    expect(desk.available()).toContain('report.export');
    expect(desk.run('report.export')).toBe(true);
    expect(store.get().place).toBe('report');
    const run = vi.fn<() => void>();
    desk.offer('report.export', run);
    await Promise.resolve();
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('forgets what waited when another command comes', async () => {
    const { desk } = setup();
    desk.run('report.export');
    desk.run('finding.write');
    const run = vi.fn<() => void>();
    desk.offer('report.export', run);
    await Promise.resolve();
    expect(run).not.toHaveBeenCalled();
  });

  it('offers acts on an event only where one is selected', () => {
    const { desk, store } = setup();
    expect(desk.available()).not.toContain('event.note');
    store.set({ selection: 'an event' as EventId });
    expect(desk.available()).toContain('event.note');
    desk.run('event.note');
    expect(store.get()).toMatchObject({ place: 'timeline', isDetailOpen: true });
  });

  it('has no places to go to in the start window', () => {
    const { desk } = setup(false);
    expect(desk.available()).toEqual([]);
    expect(desk.run('report.export')).toBe(false);
  });
});
