// How the parts are bundled; used by the build and by the host check.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
// A test runner sets another, and React's development build would be what is tested, and left behind for the next start.
process.env.NODE_ENV = 'production';

const NODE_TARGET = 'node20';
const PAGE_TARGET = 'chrome140';

function common(outDir) {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: { outDir, emptyOutDir: false, minify: false, reportCompressedSize: false, chunkSizeWarningLimit: 20_000 },
  };
}

/** The pages `index.html` and `report.html` of a folder, with their workers. */
export async function buildPages(vite, outDir, folder) {
  const base = common(outDir);
  await vite.build({
    ...base,
    root: folder,
    base: '/',
    // tar-stream's streams want Node's event emitter; this package, theirs too, is one without Node.
    resolve: { alias: { 'events-universal': 'bare-events' } },
    worker: { format: 'es' },
    build: {
      ...base.build,
      minify: true,
      target: PAGE_TARGET,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks: { pluginTimings: false },
        input: [join(folder, 'index.html'), join(folder, 'report.html')],
        // The Trusted Types policy has to exist before any library runs.
        output: { strictExecutionOrder: true },
      },
    },
  });
}

/** One self-contained script: the preload as CommonJS, the stand-in's page scripts as plain ones. */
async function buildScript(vite, outDir, entry, fileName, format) {
  const base = common(outDir);
  await vite.build({
    ...base,
    build: {
      ...base.build,
      target: PAGE_TARGET,
      rolldownOptions: {
        input: join(root, entry),
        external: ['electron'],
        output: { format, entryFileNames: fileName, codeSplitting: false },
      },
    },
  });
}

/** What `electron` means in the bundle of each host, and what is left outside because it is only there in a checkout. */
const HOSTS = {
  electron: { alias: {}, external: ['electron'] },
  chromium: { alias: { electron: join(root, 'main/chromium/index.ts') }, external: ['playwright-core', 'tar-fs'] },
};

/**
 * A bundle of main for one host, in one file: everything inside but Node's own modules and the host's externals. One file
 * because main finds its neighbours by its own address.
 */
export async function buildNode(vite, outDir, host, name, entry) {
  const base = common(outDir);
  const { alias, external } = HOSTS[host];
  await vite.build({
    ...base,
    resolve: { alias },
    ssr: { noExternal: true, external },
    build: {
      ...base.build,
      ssr: true,
      target: NODE_TARGET,
      rolldownOptions: {
        input: join(root, entry),
        external,
        output: { format: 'esm', entryFileNames: `${name}.js`, codeSplitting: false },
      },
    },
  });
}

/** The preload, and the scripts with which the stand-in carries it into pages. */
export async function buildPageScripts(vite, outDir) {
  for (const world of ['page-world', 'isolated-world']) {
    await buildScript(vite, join(outDir, 'page'), `main/chromium/page/${world}.ts`, `${world}.js`, 'iife');
  }
  await buildScript(vite, join(outDir, 'preload'), 'main/preload/preload.ts', 'preload.cjs', 'cjs');
}
