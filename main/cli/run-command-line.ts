import { visibleText } from '../../parsers/model/visible-text.js';
import { version } from '../../package.json';
import type { Windows } from '../bridge/context.js';
import { BridgeFailure } from '../bridge/failure.js';
import { openCaseArchive, writeCaseArchive } from './archive.js';
import { formatsText } from './formats.js';
import { printText } from './output.js';
import { readArguments } from './read-arguments.js';
import { runCommand, type Outcome } from './run-command.js';
import { UsageError } from './usage-error.js';
import { runVerify } from './verify.js';

/** Switches of the engine that a person may give a packaged program; they open no command line. */
const ENGINE_SWITCH =
  /^--(no-sandbox|disable-|enable-|ozone-|force-|lang=|js-flags=|password-store=|remote-debugging-)/;

/** Whether what was typed after the program's name asks for a command instead of the window. */
export function isCommandLine(typed: readonly string[]): boolean {
  return typed.some((argument) => !ENGINE_SWITCH.test(argument));
}

/**
 * Runs the command that was typed. Answers go to standard output, everything else to standard error.
 *
 * @param start brings the engine up; only commands that need it call it
 * @returns exit code: 0 well, 1 rejected records, open questions or something that does not hold, 2 unusable arguments, 3 failure
 */
export async function runCommandLine(typed: readonly string[], start: () => Promise<Windows>): Promise<0 | 1 | 2 | 3> {
  try {
    const { exit, message } = await answer(typed, start);
    if (message !== '') process.stderr.write(`${visibleText(message)}\n`);
    return exit;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`exhibit: ${visibleText(message)}\n`);
    return exitOf(error);
  }
}

async function answer(typed: readonly string[], start: () => Promise<Windows>): Promise<Outcome> {
  const read = readArguments(typed);
  switch (read.kind) {
    case 'run':
      return runCommand(read.command, start);
    case 'verify':
      return runVerify(read.command);
    case 'archive':
      return writeCaseArchive(read.command);
    case 'open-archive':
      return openCaseArchive(read.command);
    case 'formats':
      await printText(formatsText(read.json));
      break;
    case 'version':
      await printText(`exhibit ${version}\n`);
      break;
    case 'print':
      await printText(`${read.text}\n`);
      break;
  }
  return { exit: 0, message: '' };
}

function exitOf(error: unknown): 2 | 3 {
  if (error instanceof UsageError) return 2;
  if (!(error instanceof BridgeFailure)) return 3;
  return error.code === 'bad-arguments' || error.code === 'not-found' || error.code === 'exists' ? 2 : 3;
}
