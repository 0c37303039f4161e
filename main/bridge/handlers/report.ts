import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CollectedDownloads } from '../../downloads.js';
import { finishReport } from '../../services/report/finish-report.js';
import { sha256Hex, type SigningKey } from '../../services/signing/signing-key.js';
import type { WindowSlice } from '../../slice.js';
import { caseOf } from '../case-of.js';
import type { WindowContext } from '../context.js';
import type { ReportRequest } from '../contract.js';
import { BridgeFailure } from '../failure.js';
import { exactly, flag, list, oneOf, orNull, shape, text } from '../guards.js';
import type { CallHandlers } from '../handle.js';
import { reportSigner } from './signing.js';
import { checkTypedTarget, freePath, safeFileName } from '../save-target.js';
import { MAX_PATH_LENGTH } from '../typed-path.js';

/** A report of some hundred pages takes half a minute to lay out on a slow laptop. */
const PRINT_PATIENCE_MS = 10 * 60_000;

const isRequest = shape({
  target: orNull(text(MAX_PATH_LENGTH)),
  // Number and title of a case, each as long as a case may have it, and a word.
  title: text(2_100),
  language: oneOf('en'),
  date: text(40),
  draft: flag,
  signerSha256: orNull(text(64)),
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

async function printPage(
  context: WindowContext,
  downloads: CollectedDownloads,
  cancelled: AbortSignal,
): Promise<Buffer> {
  const window = await context.windows.openPrintWindow(context, downloads);
  const done = new AbortController();
  try {
    return await unlessCancelled(inTime(printed(window, downloads), done.signal), cancelled);
  } finally {
    done.abort();
    window.destroy();
  }
}

/** The key that signs: the one that the pages name, or a reader would compare the wrong fingerprint. */
async function namedSigner(context: WindowContext, request: ReportRequest): Promise<SigningKey | null> {
  const key = await reportSigner(context, request.draft);
  const [own] = key?.certificates ?? [];
  if ((own === undefined ? null : sha256Hex(own)) === request.signerSha256) return key;
  throw new BridgeFailure('failed', 'The key that signs was changed while the report was being made. Export it again.');
}

async function printReport(
  context: WindowContext,
  request: ReportRequest,
): Promise<{ path: string; sha256: string; pages: number }> {
  const target = await reportTarget(context, request);
  const signingKey = await namedSigner(context, request);
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  const cancel = new AbortController();
  running.set(context, cancel);
  const placed = new Map(request.attachments.map(({ name }, index) => [name, join(folder, `attachment-${index}`)]));
  try {
    const downloads = new CollectedDownloads([...placed.keys()], (name) => placed.get(name) ?? join(folder, 'unnamed'));
    const pdf = join(folder, 'printed.pdf');
    await writeFile(pdf, await printPage(context, downloads, cancel.signal));
    const attachments = request.attachments.map((attachment) => ({
      ...attachment,
      path: placed.get(attachment.name) ?? '',
    }));
    cancel.signal.throwIfAborted();
    return await finishReport({ pdf, attachments, request, target, signingKey });
  } finally {
    running.delete(context);
    await rm(folder, { recursive: true, force: true });
  }
}

async function announceDownload(context: WindowContext, suggestion: string): Promise<string | null> {
  const run = context.headless;
  if (run !== null) {
    if (run.downloadTarget === null) throw new BridgeFailure('not-allowed', 'This run writes no file.');
    context.downloads.expect(run.downloadTarget);
    return run.downloadTarget;
  }
  const path = await chosenDownload(context, suggestion);
  if (path !== null) context.downloads.expect(path);
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
