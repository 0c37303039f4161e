/**
 * The host check, as it runs inside a host: `<program> <scenario> <folder>`. Prints one JSON line per check. The driver
 * (`scripts/check-host.mjs`) starts it once per scenario and kills it where a scenario says so.
 */
import { boot, host } from './boot.js';
import { fakeCase } from './fake-case.js';
import { probe } from './probe.js';
import { evaluate } from './evaluate.js';

const [scenario = '', folder = ''] = process.argv.slice(host.app.isPackaged ? 1 : 2);
const evidence = process.env['CHECK_EVIDENCE']?.split('\n') ?? [];

function print(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function run(): Promise<void> {
  const { windows, contents } = boot(folder);
  if (scenario === 'last-window') host.app.on('window-all-closed', () => host.app.exit(5));
  else host.app.on('window-all-closed', () => host.app.quit());
  await host.app.whenReady();
  if (scenario === 'exit-7') return host.app.exit(7);
  await windows.openCaseWindow(fakeCase(folder, evidence));
  const page = contents[0];
  if (page === undefined) throw new Error('No window was made.');
  const check = evaluate(page);
  switch (scenario) {
    case 'probe':
      for await (const result of probe({ host, windows, page, contents, folder, evidence })) print(result);
      return host.app.quit();
    case 'write':
      print({ written: await check('write', 2000) });
      return host.app.quit();
    case 'write-and-wait':
      print({ written: await check('write', 2000) });
      // The driver kills us here.
      return;
    case 'read':
      print({ read: await check('read') });
      return host.app.quit();
    case 'last-window':
      return windows.contextOf(page.id)?.window.close();
    default:
      throw new Error(`No scenario ${scenario}.`);
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  host.app.exit(3);
});
