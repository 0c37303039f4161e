import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visibleText } from '../parsers/model/visible-text.js';
import { isCommandLine, runCommandLine } from './cli/run-command-line.js';
import { hostOf } from './host-info.js';
import { READY_LINE } from './ready-line.js';
import type { Slice } from './slice.js';
import type { ExhibitWindows } from './windows.js';

/** What the person typed, without the executable and, in a checkout, the script. */
function typedArguments(isPackaged: boolean): readonly string[] {
  return process.argv.slice(isPackaged ? 1 : 2);
}

async function startWindow({ app }: Slice, windows: ExhibitWindows): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    process.stderr.write('Exhibit is running already.\n');
    return app.exit(3);
  }
  // Between start window and case window there is a moment without either, which is not the end.
  app.on('window-all-closed', () => void windows.settled().then(() => app.quit()));
  await app.whenReady();
  await windows.openStartWindow();
  process.stdout.write(`${READY_LINE} (${hostOf(app.userAgentFallback).name})\n`);
}

async function startCommand({ app }: Slice, windows: ExhibitWindows, typed: readonly string[]): Promise<void> {
  // The engine keeps files of its own beside sessions; a window may be using those of this user.
  const engineFiles = mkdtempSync(join(tmpdir(), 'exhibit-engine-'));
  process.once('exit', () => rmSync(engineFiles, { recursive: true, force: true }));
  app.setPath('sessionData', engineFiles);
  app.on('window-all-closed', () => undefined);
  app.exit(
    await runCommandLine(typed, async () => {
      await app.whenReady();
      return windows;
    }),
  );
}

/** Runs the command typed, or opens the start window. Leaves with 3 and one line on stderr when that fails. */
export async function start(host: Slice, windows: ExhibitWindows): Promise<void> {
  const typed = typedArguments(host.app.isPackaged);
  try {
    await (isCommandLine(typed) ? startCommand(host, windows, typed) : startWindow(host, windows));
  } catch (error) {
    process.stderr.write(`exhibit: ${visibleText(error instanceof Error ? error.message : String(error))}\n`);
    host.app.exit(3);
  }
}
