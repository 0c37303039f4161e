import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Stories that run inside an empty network namespace, one after the other; `offline.test.ts` takes them there. */
export default defineConfig({
  root: fileURLToPath(new URL('../../../..', import.meta.url)),
  test: {
    include: ['test/e2e/offline/inside/*.story.ts'],
    environment: 'node',
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
