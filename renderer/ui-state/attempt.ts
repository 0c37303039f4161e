import { ui, type UiMessage } from './ui-state.js';

/** What went wrong, for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows a failure above the window until it is dismissed. */
export function reportProblem(text: string): void {
  report('error', text);
}

/** Says above the window what was done, where the screen would not show it, until it is dismissed. */
export function reportDone(text: string): void {
  report('info', text);
}

function report(tone: UiMessage['tone'], text: string): void {
  const { messages } = ui.get();
  const id = (messages.at(-1)?.id ?? 0) + 1;
  ui.set({ messages: [...messages, { id, tone, text }] });
}

export function dismissMessage(id: number): void {
  ui.set({ messages: ui.get().messages.filter((message) => message.id !== id) });
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
