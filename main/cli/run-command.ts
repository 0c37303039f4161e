import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '../../parsers/model/ledger.js';
import { visibleJson, visibleText } from '../../parsers/model/visible-text.js';
import type { HeadlessRun, Windows } from '../bridge/context.js';
import type { HeadlessJob, HeadlessResult } from '../bridge/contract.js';
import { writeFileDurably } from '../services/durable-file.js';
import type { OpenCase } from '../services/open-case.js';
import type { ChosenKey } from '../services/signing/signer-for.js';
import { ledgerTable } from './ledger-table.js';
import { checkOut, partOf, printFile, printText, readJsonFile, settle } from './output.js';
import type { Command } from './read-arguments.js';
import { findEvidence, readAnnotations, readMetaFile } from './read-input-files.js';
import { openRunCase } from './run-case.js';
import { readSigningKey, writeCertificates } from './signing.js';
import { TerminalProgress } from './terminal-progress.js';

/** How a command ended and what is left to say, beside its answer. */
export type Outcome = HeadlessResult;

/**
 * Carries out a command in a hidden window: the page does the work, as it does on screen. Everything that can be checked
 * is checked before the engine starts.
 *
 * @param start brings the engine up
 */
export async function runCommand(command: Command, start: () => Promise<Windows>): Promise<Outcome> {
  const evidence = await findEvidence(command.evidence);
  const meta = command.metaFile === null ? {} : await readMetaFile(command.metaFile);
  const out = command.out === null ? null : await checkOut(command.out, evidence, command.caseFolder);
  const job = await jobOf(command);
  const runCase = await openRunCase(command.caseFolder, meta, evidence);
  const { opened } = runCase;
  const scratch = await mkdtemp(join(tmpdir(), 'exhibit-run-'));
  try {
    const signingKey = command.name === 'report' ? await readSigningKey(command, opened.meta()) : null;
    if (command.name === 'report') await writeCertificates(command, opened.meta(), signingKey);
    for (const notice of opened.notices) process.stderr.write(`${visibleText(notice)}\n`);
    return await carryOut({ command, job, evidence, out, opened, signingKey, scratch, start });
  } finally {
    await runCase.dispose();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function jobOf(command: Command): Promise<HeadlessJob> {
  // Copying into a case that is thrown away would only cost disk.
  const storage = command.reference || command.caseFolder === null ? 'reference' : 'copy';
  const { origin, formats } = command;
  const intake = { evidence: null, origin, storage, formats } as const;
  if (command.name === 'import') return { ...intake, command: 'import' };
  if (command.name === 'events') {
    const { query, csv, zones, years } = command;
    return { ...intake, command: 'events', query, csv, zones, years };
  }
  const { annotationsFile, date, issue } = command;
  const annotations = annotationsFile === null ? null : await readAnnotations(annotationsFile);
  return { ...intake, command: 'report', annotations, date, issue };
}

interface Running {
  readonly command: Command;
  readonly job: HeadlessJob;
  readonly evidence: readonly string[];
  readonly out: string | null;
  readonly opened: OpenCase;
  readonly signingKey: ChosenKey;
  readonly scratch: string;
  readonly start: () => Promise<Windows>;
}

async function carryOut(running: Running): Promise<Outcome> {
  const { command, job, evidence, out, opened, signingKey, scratch, start } = running;
  const written = writtenTo(command, out, scratch);
  const result = await inHiddenWindow({ job, evidence, opened, signingKey, downloadTarget: written, start });
  if (result.exit === 3) {
    if (command.name === 'events') await rm(written, { force: true });
    return result;
  }
  if (command.name === 'import') await answerLedger(written, command.json, out);
  else if (command.name === 'events') await (out === null ? printFile(written) : settle(written, out));
  else {
    await printText(`${visibleText(result.message)}\n`);
    return { exit: result.exit, message: '' };
  }
  return result;
}

/** Where the page's answer is written first. A report is journalled under its path and written whole anyway. */
function writtenTo(command: Command, out: string | null, scratch: string): string {
  if (out === null || command.name === 'import') return join(scratch, 'answer');
  return command.name === 'report' ? out : partOf(out);
}

async function answerLedger(path: string, json: boolean, out: string | null): Promise<void> {
  const ledger = await readJsonFile<Ledger>(path);
  const text = json ? `${visibleJson(JSON.stringify(ledger, null, 2))}\n` : ledgerTable(ledger);
  await (out === null ? printText(text) : writeFileDurably(out, text));
}

async function inHiddenWindow(of: {
  readonly job: HeadlessJob;
  readonly evidence: readonly string[];
  readonly opened: OpenCase;
  readonly signingKey: ChosenKey;
  readonly downloadTarget: string;
  readonly start: () => Promise<Windows>;
}): Promise<HeadlessResult> {
  const { job, evidence, opened, signingKey, downloadTarget, start } = of;
  const progress = new TerminalProgress(process.stderr);
  const done = new AbortController();
  try {
    const windows = await start();
    return await new Promise<HeadlessResult>((resolve, reject) => {
      const run: HeadlessRun = {
        job,
        evidence,
        downloadTarget,
        signingKey,
        progress: (line) => progress.show(line),
        done: resolve,
        closed: () => resolve(brokenOff('The engine ended before the work was done.')),
      };
      onInterrupt(() => resolve(brokenOff('Interrupted.')), done.signal);
      windows.openHeadlessWindow(opened, run).catch(reject);
    });
  } finally {
    done.abort();
    progress.clear();
  }
}

function brokenOff(what: string): HeadlessResult {
  return { exit: 3, message: `${what} What was confirmed before is in the case.` };
}

/** Ctrl+C and the system's request to end, until `signal` aborts. */
function onInterrupt(listener: () => void, signal: AbortSignal): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, listener);
    signal.addEventListener('abort', () => process.removeListener(name, listener), { once: true });
  }
}
