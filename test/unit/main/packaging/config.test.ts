import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

interface Configuration {
  readonly files: readonly { readonly filter: readonly string[] }[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly npmRebuild: boolean;
}

interface ConfigModule {
  getConfig(folder: string, file: string, overrides: null): Promise<Configuration>;
  validateConfiguration(config: unknown, log: unknown): Promise<void>;
}

/** electron-builder's own reader and checker, found from it: unpublished paths, so the lock file pins its version. */
function builder() {
  const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
  const fromLibrary = createRequire(fromBuilder.resolve('app-builder-lib'));
  const config = fromBuilder('app-builder-lib/out/util/config/config') as ConfigModule;
  const { DebugLogger } = fromLibrary('builder-util') as { readonly DebugLogger: new (enabled: boolean) => unknown };
  return {
    read: () => config.getConfig(root, 'electron-builder.yml', null),
    check: (checked: unknown) => config.validateConfiguration(checked, new DebugLogger(false)),
  };
}

describe('electron-builder.yml', () => {
  test('is what electron-builder understands', async () => {
    const { read, check } = builder();
    await check(await read());
    await expect(check({ ...(await read()), electronFuse: {} })).rejects.toThrow(/electronFuse/);
  });

  test('closes every fuse that a reader of evidence does not need', async () => {
    const { electronFuses } = await builder().read();
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  test('packs the bundle and no package', async () => {
    const { files, npmRebuild } = await builder().read();
    const patterns = files.flatMap(({ filter }) => filter);
    expect(patterns).toContain('!node_modules/**');
    expect(patterns.some((pattern) => pattern.includes('chromium'))).toBe(false);
    expect(npmRebuild).toBe(false);
  });
});
