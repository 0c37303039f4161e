import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** End to end tests drive the built program: it is built once, before the first of them. */
export default function buildOnce(): void {
  const script = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
  execFileSync(process.execPath, [script], { stdio: 'inherit' });
}
