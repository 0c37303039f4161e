import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReportRequest } from '../../bridge/contract.js';
import { diskFailure } from '../disk-failure.js';
import { writeFileDurably } from '../durable-file.js';
import type { SigningKey } from '../signing/signing-key.js';
import type { FinishResult, FinishTask } from './finish-task.js';

/**
 * Turns a printed report into the finished, signed file and writes it, whole or not at all.
 *
 * @param from.pdfs paths of the printed pages, in their order
 * @param from.attachments with the paths of their bytes
 * @param from.target absolute path; a file there is replaced
 * @param from.signingKey null leaves it unsigned
 */
export async function finishReport(from: {
  readonly pdfs: readonly string[];
  readonly attachments: FinishTask['attachments'];
  readonly request: ReportRequest;
  readonly target: string;
  readonly signingKey: SigningKey | null;
}): Promise<{ path: string; sha256: string; pages: number }> {
  const { pdfs, attachments, target, signingKey } = from;
  const { title, language, date, issue } = from.request;
  const draft = issue === null;
  const { bytes, pages, sha256 } = await inThread({ pdfs, attachments, title, language, date, draft, signingKey });
  await writeFileDurably(target, bytes).catch((error: unknown) => {
    throw diskFailure('Writing', target, error);
  });
  return { path: target, sha256, pages };
}

async function inThread(task: FinishTask): Promise<FinishResult> {
  const worker = new Worker(new URL('./finish-report.worker.js', import.meta.url), { workerData: task });
  try {
    const [result] = (await once(worker, 'message')) as [FinishResult];
    return result;
  } finally {
    await worker.terminate();
  }
}
