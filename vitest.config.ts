import { defineConfig } from 'vitest/config';

/** Time limits only end what hangs: no test depends on speed. `unit` runs in seconds; `e2e` drives the built program in a real browser engine and runs file after file. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/layers.test.ts'],
          environment: 'node',
          setupFiles: ['test/support/property-seed.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ['test/e2e/build-once.ts'],
        },
      },
    ],
  },
});
