/**
 * Exports the report of a large case and says time, memory and size:
 *
 *     node test/bench/large-report.mjs [annotated] [cited] [steps]       20000 10000 80 unless told
 *
 * The case is made first (invented Falco alerts, an annotations file) and not measured. Needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateFalco } from './generate-falco.mjs';
import { watchUsage } from './process-usage.mjs';

const PROGRAM = fileURLToPath(new URL('../../dist/main/chromium.js', import.meta.url));
const [annotated = 20_000, cited = 10_000, steps = 80] = process.argv.slice(2).map(Number);
const EVENTS = annotated * 2;

const folder = mkdtempSync(join(tmpdir(), 'exhibit-large-report-'));
const userData = join(folder, 'user-data');
const evidence = join(folder, 'falco.log');
const notes = join(folder, 'annotations.json');
const caseFolder = join(folder, 'case');

function annotations() {
  const place = (index) => Math.floor((index * EVENTS) / annotated) + 1;
  const isStep = (index) =>
    index % Math.floor(annotated / steps) === 0 && index / Math.floor(annotated / steps) < steps;
  const entries = Array.from({ length: annotated }, (_, index) => ({
    id: `a${index}`,
    match: { member: '', line: place(index) },
    note: `Annotated event ${index}.`,
    kind: 'fact',
    technique: 'T1059',
    tactic: 'execution',
    forReport: index < cited || isStep(index),
    ...(isStep(index) && { step: `Step at event ${index}` }),
  }));
  const ids = entries.filter(({ step }) => step !== undefined).map(({ id }) => id);
  const links = ids.slice(1).map((to, index) => ({ from: ids[index], to, reason: 'same container', records: [to] }));
  return { annotations: entries, links, findings: [{ title: 'Finding', reasoning: 'Reasoning', recordsFor: ids }] };
}

/** Runs a command line; answers seconds and the peak of the Node process, MB. */
async function run(args) {
  const began = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, EXHIBIT_USER_DATA: userData },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let peak = 0;
  const timer = setInterval(() => {
    try {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      peak = Math.max(peak, Number(kilobytes ?? 0) / 1024);
    } catch {
      // It has just ended.
    }
  }, 200);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0 && code !== 1) throw new Error(`exhibit ${args[0]} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, mainMegabytes: Math.round(peak) };
}

try {
  await generateFalco(EVENTS, evidence);
  writeFileSync(notes, JSON.stringify(annotations()));
  const draft = join(folder, 'first.pdf');
  const made = await run(['report', evidence, '--case', caseFolder, '--annotations', notes, '--out', draft]);
  process.stdout.write(`case made, annotated and exported once: ${made.seconds.toFixed(0)} s\n`);
  const report = join(folder, 'report.pdf');
  const usage = watchUsage(userData);
  const { seconds, mainMegabytes } = await run(['report', '--case', caseFolder, '--out', report]);
  const { peakMegabytes } = usage.stop();
  process.stdout.write(
    `${JSON.stringify({ annotated, cited, steps, seconds: Math.round(seconds), megabytes: statSync(report).size / 1e6, mainMegabytes, peakMegabytes })}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
