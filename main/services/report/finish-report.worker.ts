/** Worker thread of `finishReport`: pages in the hundreds take seconds, and main has windows to answer. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { finishPdf } from './finish-pdf.js';
import type { FinishTask, FinishResult } from './finish-task.js';

const { pdfs, attachments, title, language, date, draft, signingKey } = workerData as FinishTask;
const finished = await finishPdf({
  pdfs: await Promise.all(pdfs.map(async (path) => readFile(path))),
  title,
  language,
  date,
  draft,
  signingKey,
  attachments: await Promise.all(
    attachments.map(async ({ path, ...attachment }) => ({ ...attachment, bytes: await readFile(path) })),
  ),
});
const bytes = new Uint8Array(finished.bytes);
const result: FinishResult = {
  bytes,
  pages: finished.pages,
  sha256: createHash('sha256').update(bytes).digest('hex'),
};
parentPort?.postMessage(result, [bytes.buffer]);
