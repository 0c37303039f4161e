import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SAMPLES = join(ROOT, 'sample-evidence');

/** A real log of a cluster, a small file. */
export const CLUSTER_LOG = join(SAMPLES, 'k8s-audit/audit2rbac/audit2rbac-demo.log');

/** Real alerts and traces in two folders. */
export const SMALL_EVIDENCE = join(SAMPLES, 'falco');

/**
 * Makes a folder of real samples and, beside them, so many invented alerts that a kill hits the middle of copying, parsing or
 * committing.
 *
 * @param lines about 1000 bytes each
 */
export function writeLargeEvidence(folder: string, lines: number): string {
  const seized = join(folder, 'seized');
  mkdirSync(seized);
  for (const format of ['falco', 'k8s-audit', 'aws-cloudtrail']) {
    cpSync(join(SAMPLES, format), join(seized, format), { recursive: true });
  }
  execFileSync(process.execPath, [
    join(ROOT, 'test/bench/generate-falco.mjs'),
    String(lines),
    join(seized, 'falco.ndjson'),
  ]);
  return seized;
}
