// `npm run check:host -- electron|chromium`: one suite over the slice, in the host asked for. JSON on stdout; exit 0 only
// when every check passed. EXHIBIT_BROWSER=npm runs the stand-in on the browser of the npm package.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildNode, buildPages, buildPageScripts, root } from './bundle.mjs';

const ATTACHED_BYTES = 256 * 1024 * 1024;
const PATIENCE_MS = 120_000;

/** Builds the check beside the program, with the same bundling. */
async function buildCheck(outDir) {
  const vite = await import('vite');
  rmSync(outDir, { recursive: true, force: true });
  await buildPages(vite, join(outDir, 'pages'), join(root, 'test/host/pages'));
  for (const host of ['electron', 'chromium']) await buildNode(vite, outDir, host, host, 'test/host/program.ts');
  await buildNode(vite, outDir, 'chromium', 'launcher', 'main/launcher.ts');
  await buildPageScripts(vite, outDir);
}

/** The command that starts a host, or why it cannot be started. */
async function commandOf(host, built) {
  if (host === 'chromium') return { command: [process.execPath, join(built, 'chromium.js')] };
  const { chooseHost } = await import(pathToFileURL(join(built, 'launcher.js')).href);
  const choice = chooseHost(dirname(createRequire(import.meta.url).resolve('electron/package.json')), process.env);
  return choice.host === 'electron'
    ? { command: [choice.executable, join(built, 'electron.js')] }
    : { missing: choice.why };
}

/** Processes started by `pid` and by those in turn, from the kernel's table. */
function descendants(pid) {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [
          [
            Number(name),
            Number(
              readFileSync(`/proc/${name}/stat`, 'utf8')
                .replace(/^.*\) /s, '')
                .split(' ')[1],
            ),
          ],
        ];
      } catch {
        return [];
      }
    });
  const found = [pid];
  for (const one of found) found.push(...parents.filter(([, parent]) => parent === one).map(([child]) => child));
  return found;
}

function killAll(pid) {
  const family = process.platform === 'linux' ? descendants(pid) : [pid];
  for (const one of family) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // Gone with its parent.
    }
  }
}

/** Runs one scenario; `killAfter` kills the host and its browser once a line has that key. */
function runScenario(command, scenario, folder, environment, killAfter) {
  return new Promise((resolve) => {
    const [executable, ...args] = command;
    const startedAt = Date.now();
    const child = spawn(executable, [...args, scenario, folder], {
      // Only whoever wants to see windows says otherwise.
      env: { EXHIBIT_HEADLESS: '1', ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const late = setTimeout(() => killAll(child.pid), PATIENCE_MS);
    const lines = [];
    let rest = '';
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.stdout.on('data', (chunk) => {
      const parts = `${rest}${chunk}`.split('\n');
      rest = parts.pop();
      for (const part of parts.filter((one) => one.startsWith('{'))) {
        const line = JSON.parse(part);
        lines.push(line);
        if (killAfter !== undefined && killAfter in line) killAll(child.pid);
      }
    });
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ code, lines, errors: errors.trim().split('\n').slice(-5).join('\n'), ms: Date.now() - startedAt });
    });
  });
}

/** Evidence to attach and to drop. */
function makeEvidence(folder) {
  const large = join(folder, 'large.bin');
  const block = randomBytes(1 << 20);
  writeFileSync(large, Buffer.concat(Array.from({ length: ATTACHED_BYTES / block.length }, () => block)));
  const dropped = join(folder, 'dropped');
  mkdirSync(dropped);
  const small = join(dropped, 'small.log');
  writeFileSync(small, 'one line\n');
  return [large, small];
}

async function runSuite(command, folder) {
  const results = [];
  const add = (check, ok, detail) => results.push({ check, ok, detail });
  const evidence = makeEvidence(folder);
  const probed = await runScenario(command, 'probe', folder, { CHECK_EVIDENCE: evidence.join('\n') });
  results.push(...probed.lines);
  add('the host ends with 0 when it quits', probed.code === 0, {
    code: probed.code,
    errors: probed.errors,
    ms: probed.ms,
  });

  const written = await runScenario(command, 'write', join(folder, 'restart'), {});
  const read = await runScenario(command, 'read', join(folder, 'restart'), {});
  add('IndexedDB is kept across a restart', read.lines[0]?.read === 2000, {
    written: written.lines,
    read: read.lines,
    startToEndMs: read.ms,
    errors: read.errors,
  });

  const killed = await runScenario(command, 'write-and-wait', join(folder, 'kill'), {}, 'written');
  const after = await runScenario(command, 'read', join(folder, 'kill'), {});
  add('IndexedDB is kept across SIGKILL', after.lines[0]?.read === 2000, {
    written: killed.lines,
    read: after.lines,
    errors: after.errors,
  });

  for (const [scenario, wanted] of [
    ['exit-7', 7],
    ['last-window', 5],
  ]) {
    const { code, errors } = await runScenario(command, scenario, join(folder, scenario), {});
    add(`exit code of ${scenario}`, code === wanted, { code, errors });
  }
  return results;
}

async function main() {
  const host = process.argv[2];
  if (host !== 'electron' && host !== 'chromium') {
    process.stderr.write('usage: npm run check:host -- electron|chromium\n');
    return 2;
  }
  const built = join(root, 'dist', 'check-host');
  await buildCheck(built);
  const { command, missing } = await commandOf(host, built);
  if (command === undefined) {
    process.stdout.write(`${JSON.stringify({ host, run: false, why: missing }, null, 2)}\n`);
    return 3;
  }
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-check-host-'));
  try {
    const checks = await runSuite(command, folder);
    const passed = checks.filter(({ ok }) => ok).length;
    const build = createHash('sha256')
      .update(readFileSync(join(built, `${host}.js`)))
      .digest('hex');
    process.stdout.write(
      `${JSON.stringify({ host, run: true, browser: process.env.EXHIBIT_BROWSER ?? null, platform: process.platform, build, passed, of: checks.length, checks }, null, 2)}\n`,
    );
    return passed === checks.length ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
