import { ui } from './ui-state.js';

/** What went wrong, for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows a failure above the window until it is dismissed. */
export function reportProblem(text: string): void {
  const { problems } = ui.get();
  const id = (problems.at(-1)?.id ?? 0) + 1;
  ui.set({ problems: [...problems, { id, text }] });
}

export function dismissProblem(id: number): void {
  ui.set({ problems: ui.get().problems.filter((problem) => problem.id !== id) });
}

/**
 * Does what the person asked for; a failure is shown, led by what was attempted, and never lost.
 *
 * @param what beginning of the message: `The note could not be saved`
 * @returns true where it was done
 */
export async function attempt(what: string, action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    reportProblem(`${what}: ${messageOf(error)}`);
    return false;
  }
}
