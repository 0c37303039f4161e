/**
 * Exports the report of a large case and says time, memory and size:
 *
 *     node test/bench/large-report.mjs [annotated] [cited] [steps]       20000 10000 80 unless told
 *
 * The case is made first (invented Falco alerts, acts written into its journal) and not measured. Needs `npm run build`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
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
const caseFolder = join(folder, 'case');

/** The examiner's acts, on every other event: annotations, steps with links, a finding over the steps. */
function acts(exhibit) {
  const events = eventIds(exhibit).filter((_, index) => index % 2 === 0);
  const everyStep = Math.floor(annotated / steps);
  const isStep = (index) => index % everyStep === 0 && index / everyStep < steps;
  const annotations = events.map((event, index) => ({
    type: 'annotated',
    annotation: {
      event,
      note: `Annotated event ${index}.`,
      kind: 'fact',
      technique: 'T1059',
      tactic: 'execution',
      confidence: 'high',
      alternatives: '',
      tags: [],
      forReport: index < cited || isStep(index),
    },
  }));
  const chosen = events.filter((_, index) => isStep(index));
  const stepActs = chosen.map((event, index) => ({
    type: 'step-added',
    step: { id: `s${index}`, event, title: `Step ${index + 1} of an invented incident` },
  }));
  const links = chosen.slice(1).map((event, index) => ({
    type: 'link-added',
    link: { id: `l${index}`, from: `s${index}`, to: `s${index + 1}`, reason: 'same container', records: [event] },
  }));
  const finding = { id: 'f', title: 'Finding', kind: 'inference', reasoning: 'Reasoning', confidence: 'medium' };
  const found = { ...finding, alternatives: '', recordsFor: chosen, recordsAgainst: [] };
  return [...annotations, ...stepActs, ...links, { type: 'finding-set', finding: found }];
}

/** Every line of the log is one record with one event. */
function eventIds(exhibit) {
  const ids = [];
  let offset = 0;
  for (const line of readFileSync(evidence, 'utf8').split('\n').slice(0, -1)) {
    ids.push(JSON.stringify([exhibit, '', offset, '', 0]));
    offset += Buffer.byteLength(line) + 1;
  }
  return ids;
}

/** Writes acts behind the journal as docs/case-format.md says: one by one through the program they would take a quarter of an hour. */
function journal(caseFolder) {
  const path = join(caseFolder, 'journal.ndjson');
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const received = lines.find(({ body }) => body.act.type === 'exhibit-received').body.act.receipt;
  const { at, by } = lines.at(-1).body;
  let [hash, seq] = [lines.at(-1).hash, lines.length];
  const written = acts(received.sha256).map((act) => {
    seq += 1;
    const body = JSON.stringify({ seq, at, by, act });
    const bodyHash = sha256(body);
    hash = sha256(hash + bodyHash);
    return `{"hash":"${hash}","bodyHash":"${bodyHash}","body":${body}}\n`;
  });
  appendFileSync(path, written.join(''));
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
  await run(['import', evidence, '--case', caseFolder, '--out', join(folder, 'ledger.txt')]);
  journal(caseFolder);
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
