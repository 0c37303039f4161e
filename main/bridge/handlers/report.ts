import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { version as exhibitVersion } from '../../../package.json';
import { CollectedDownloads } from '../../downloads.js';
import { diskFailure } from '../../services/disk-failure.js';
import { makeWritingFolder } from '../../services/durable-file.js';
import { freePath, safeFileName } from '../../services/free-path.js';
import { checkMayIssue, issuingPath } from '../../services/issued-reports.js';
import { finishReport } from '../../services/report/finish-report.js';
import { sha256Hex, type SigningKey } from '../../services/signing/signing-key.js';
import { sendEvent } from '../../events.js';
import type { WindowSlice } from '../../slice.js';
import { caseOf } from '../case-of.js';
import type { WindowContext } from '../context.js';
import type { ReportRequest } from '../contract.js';
import { BridgeFailure } from '../failure.js';
import { exactly, list, oneOf, orNull, shape, text, wholeNumber } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { reportSigner } from './signing.js';
import { checkTypedTarget } from '../save-target.js';
import { MAX_PATH_LENGTH } from '../typed-path.js';

/** A report of some hundred pages takes half a minute to lay out on a slow laptop. */
const PRINT_PATIENCE_MS = 10 * 60_000;

const isIssue = shape({
  version: wholeNumber(1, 1_000_000),
  id: text(100),
  sections: list(text(100), 1_000),
  restsOn: shape({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER), hash: text(64) }),
});

const isRequest = shape({
  target: orNull(text(MAX_PATH_LENGTH)),
  // Number and title of a case, each as long as a case may have it, and a word.
  title: text(2_100),
  language: oneOf('en'),
  date: text(40),
  issue: orNull(isIssue),
  signerSha256: orNull(text(64)),
  parts: wholeNumber(0, 10_000),
  attachments: list(shape({ name: text(120), mimeType: text(120), description: text(1000) }), 50),
});

/** Resolves when the page has set `data-ready` on its root element; rejects with what it wrote in `data-failed`. */
const WAIT_FOR_PAGE = `new Promise((resolve, reject) => {
  const look = () => {
    const { ready, failed } = document.documentElement.dataset;
    if (failed !== undefined) reject(new Error(failed));
    else if (ready === 'true') resolve(null);
    else return false;
    return true;
  };
  if (!look()) new MutationObserver((_changes, observer) => { if (look()) observer.disconnect(); }).observe(document.documentElement, { attributes: true });
})`;

/** A path the page names for saving: one a dialog gave, or one that was typed where there is no dialog. */
async function honoured(context: WindowContext, path: string): Promise<string> {
  if (context.dialogs === null) return checkTypedTarget(path, caseOf(context));
  if (!context.granted.delete(path)) throw new BridgeFailure('not-allowed', 'Choose where to save in the dialog.');
  return path;
}

async function reportTarget(context: WindowContext, request: ReportRequest): Promise<string> {
  const path = await chosenTarget(context, request);
  await spareIssued(context, path);
  return path;
}

/** Throws where writing to a path would replace a report that was issued. */
async function spareIssued(context: WindowContext, path: string): Promise<void> {
  const { issues } = caseOf(context).state();
  const reports = await caseOf(context).reportsFolder();
  if (issues.some(({ file }) => join(reports, file) === path))
    throw new BridgeFailure('not-allowed', `${path} is an issued report: it stays as it is. Choose another name.`);
}

async function chosenTarget(context: WindowContext, request: ReportRequest): Promise<string> {
  const { issue } = request;
  if (issue !== null) return issuingPath(await caseOf(context).reportsFolder(), issue.version);
  if (context.headless?.downloadTarget != null) return context.headless.downloadTarget;
  if (request.target !== null) return honoured(context, request.target);
  const openCase = caseOf(context);
  return freePath(await openCase.reportsFolder(), `${openCase.meta().number} report ${request.date.slice(0, 10)}.pdf`);
}

/** Printings under way, by the window that asked. */
const running = new WeakMap<WindowContext, AbortController>();

async function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = (): void => reject(signal.reason as BridgeFailure);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}

async function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = wait(PRINT_PATIENCE_MS, undefined, { signal }).then(() => {
    throw new BridgeFailure(
      'failed',
      'The report page did not become ready in ten minutes. Mark fewer events for the report and export again.',
    );
  });
  return Promise.race([work, late]);
}

async function printed(window: WindowSlice, downloads: CollectedDownloads): Promise<Buffer> {
  await window.webContents.executeJavaScript(WAIT_FOR_PAGE);
  await downloads.complete();
  return window.webContents.printToPDF({
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
}

/** Prints the report, or a part of its records, in a window of its own: its memory is free again before the next is printed. */
async function printPage(
  context: WindowContext,
  downloads: CollectedDownloads,
  part: number | null,
  cancelled: AbortSignal,
): Promise<Buffer> {
  const window = await context.windows.openPrintWindow(context, downloads, part);
  const done = new AbortController();
  try {
    return await unlessCancelled(inTime(printed(window, downloads), done.signal), cancelled);
  } finally {
    done.abort();
    window.destroy();
  }
}

/**
 * Prints everything into files of a folder; answers their paths in the order in which they are joined. The report, the largest, is
 * printed last: by then the window that built it needs less memory.
 */
async function printAll(
  context: WindowContext,
  parts: number,
  downloads: CollectedDownloads,
  folder: string,
  cancelled: AbortSignal,
): Promise<readonly string[]> {
  const path = (part: number | null): string => join(folder, part === null ? 'report.pdf' : `part-${part}.pdf`);
  const numbers = Array.from({ length: parts }, (_, index) => index + 1);
  for (const [done, part] of [...numbers, null].entries()) {
    cancelled.throwIfAborted();
    const label = parts === 0 ? 'Printing the pages' : `Printing part ${done + 1} of ${parts + 1}`;
    sendEvent(context.window.webContents, 'report.progress', { label, part: parts === 0 ? null : done / (parts + 1) });
    const own = part === null ? downloads : new CollectedDownloads([], () => '');
    await writeFile(path(part), await printPage(context, own, part, cancelled));
  }
  sendEvent(context.window.webContents, 'report.progress', { label: 'Finishing the file', part: null });
  return [null, ...numbers].map(path);
}

/** The key that signs: the one that the pages name, or a reader would compare the wrong fingerprint. */
async function namedSigner(context: WindowContext, request: ReportRequest): Promise<SigningKey | null> {
  const key = await reportSigner(context, request.issue !== null);
  const [own] = key?.certificates ?? [];
  if ((own === undefined ? null : sha256Hex(own)) === request.signerSha256) return key;
  throw new BridgeFailure('failed', 'The key that signs was changed while the report was being made. Export it again.');
}

async function printReport(
  context: WindowContext,
  request: ReportRequest,
): Promise<{ path: string; sha256: string; pages: number }> {
  if (request.issue !== null) checkMayIssue(caseOf(context).state(), request.issue);
  const target = await reportTarget(context, request);
  const signingKey = await namedSigner(context, request);
  const folder = await makeWritingFolder(await caseOf(context).reportsFolder());
  const cancel = new AbortController();
  running.set(context, cancel);
  const placed = new Map(request.attachments.map(({ name }, index) => [name, join(folder, `attachment-${index}`)]));
  try {
    const downloads = new CollectedDownloads([...placed.keys()], (name) => placed.get(name) ?? join(folder, 'unnamed'));
    const pdfs = await printAll(context, request.parts, downloads, folder, cancel.signal);
    const attachments = request.attachments.map((attachment) => ({
      ...attachment,
      path: placed.get(attachment.name) ?? '',
    }));
    cancel.signal.throwIfAborted();
    const finished = await finishReport({ pdfs, attachments, request, target, signingKey });
    return request.issue === null
      ? finished
      : { ...finished, path: await issued(context, request.issue, finished, signingKey) };
  } finally {
    running.delete(context);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Journals what was issued; a run of the command line gets a copy where it asked for the report. */
async function issued(
  context: WindowContext,
  issue: NonNullable<ReportRequest['issue']>,
  { sha256, pages }: { readonly sha256: string; readonly pages: number },
  key: SigningKey | null,
): Promise<string> {
  const [certificate] = key?.certificates ?? [];
  if (certificate === undefined) throw new BridgeFailure('failed', 'An issued report is signed, but there is no key.');
  const signerSha256 = sha256Hex(certificate);
  const path = await caseOf(context).issueReport({ ...issue, sha256, pages, signerSha256, exhibitVersion });
  const copy = context.headless?.downloadTarget ?? null;
  if (copy === null) return path;
  await copyFile(path, copy).catch((error: unknown) => {
    throw diskFailure(`The report was issued as ${path}. Writing its copy`, copy, error);
  });
  return path;
}

async function announceDownload(context: WindowContext, suggestion: string): Promise<string | null> {
  const run = context.headless;
  if (run !== null) {
    if (run.downloadTarget === null) throw new BridgeFailure('not-allowed', 'This run writes no file.');
    await spareIssued(context, run.downloadTarget);
    context.downloads.expect(run.downloadTarget);
    return run.downloadTarget;
  }
  const path = await chosenDownload(context, suggestion);
  if (path !== null) {
    await spareIssued(context, path);
    context.downloads.expect(path);
  }
  return path;
}

async function chosenDownload(context: WindowContext, suggestion: string): Promise<string | null> {
  if (context.dialogs !== null) return context.dialogs.pickTarget('Save', safeFileName(suggestion));
  if (/[\\/]/.test(suggestion)) return checkTypedTarget(suggestion, caseOf(context));
  return freePath(await caseOf(context).reportsFolder(), suggestion);
}

/** What leaves the program: the printed report and blob downloads. */
export const reportHandlers = {
  'report.print': {
    roles: ['case', 'headless'],
    args: exactly(isRequest),
    run: printReport,
  },
  'report.cancel': {
    roles: ['case', 'headless'],
    args: exactly(),
    async run(context) {
      running.get(context)?.abort(new BridgeFailure('cancelled', 'The report was cancelled; nothing was written.'));
      return null;
    },
  },
  'report.pickTarget': {
    roles: ['case'],
    args: exactly(text(1000)),
    async run(context, suggestion) {
      if (context.dialogs === null) throw new BridgeFailure('not-allowed', 'This host has no dialogs: type the path.');
      const path = await context.dialogs.pickTarget('Save the report', safeFileName(suggestion));
      if (path !== null) context.granted.add(path);
      return path;
    },
  },
  'download.target': {
    roles: ['case', 'headless'],
    args: exactly(text(MAX_PATH_LENGTH)),
    run: announceDownload,
  },
  'download.done': {
    roles: ['case', 'headless'],
    args: exactly(text(MAX_PATH_LENGTH)),
    async run(context, path) {
      await context.downloads.done(path);
      return null;
    },
  },
} satisfies Partial<CallHandlers>;
