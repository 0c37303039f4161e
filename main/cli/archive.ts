import { resolve } from 'node:path';
import { visibleText } from '../../parsers/model/visible-text.js';
import { openArchive } from '../services/archive/open-archive.js';
import { openCase } from '../services/case-folder.js';
import { checkOut, printText } from './output.js';
import type { ArchiveCommand, OpenArchiveCommand } from './read-arguments.js';
import { HOST } from './run-case.js';
import type { Outcome } from './run-command.js';
import { TerminalProgress } from './terminal-progress.js';

/** Aborts on Ctrl+C and on the system's request to end. */
async function interruptible<T>(
  label: string,
  work: (watch: {
    readonly signal: AbortSignal;
    readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
  }) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const progress = new TerminalProgress(process.stderr);
  const end = (): void => abort.abort();
  let last = '';
  const onProgress = (bytesDone: number, bytesTotal: number): void => {
    const line = `${label}: ${Math.floor((100 * bytesDone) / Math.max(1, bytesTotal))} %`;
    if (line !== last) progress.show(line);
    last = line;
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, end);
  try {
    return await work({ signal: abort.signal, onProgress });
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeListener(name, end);
    progress.clear();
  }
}

/** `exhibit archive`: writes a case into one file. No engine is started. */
export async function writeCaseArchive({ caseFolder, out, withEvidence }: ArchiveCommand): Promise<Outcome> {
  const target = await checkOut(out, [], caseFolder);
  const opened = await openCase(resolve(caseFolder), HOST);
  try {
    const { sha256, bytes } = await interruptible('Writing the archive', (watch) =>
      opened.archive(target, { ...watch, withEvidence }),
    );
    await printText(`${visibleText(target)}\n${bytes} bytes, SHA-256 ${sha256}\n`);
    return { exit: 0, message: '' };
  } finally {
    await opened.close();
  }
}

/** `exhibit open-archive`: makes a case folder of an archive and looks for evidence that did not come along. */
export async function openCaseArchive({ archive, caseFolder, evidence }: OpenArchiveCommand): Promise<Outcome> {
  const opened = await interruptible('Opening the archive', (watch) =>
    openArchive(resolve(archive), resolve(caseFolder), HOST, watch),
  );
  try {
    const paths = evidence.map((path) => resolve(path));
    const missing = await interruptible('Looking for evidence', ({ signal }) => opened.relink(paths, signal));
    await printText(`${visibleText(opened.folder)}\n`);
    if (missing.length === 0) return { exit: 0, message: '' };
    const numbers = missing.join(', ');
    return {
      exit: 1,
      message: `The evidence of ${numbers} did not come along and was not found. Point at it with --evidence.`,
    };
  } finally {
    await opened.close();
  }
}
