import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

interface Configuration {
  readonly files: readonly { readonly filter: readonly string[] }[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly npmRebuild: boolean;
}

/** electron-builder's own reader and checker; unpublished paths, so its version is pinned by the lock file. */
async function builder() {
  const { getConfig, validateConfiguration } = await import('app-builder-lib/out/util/config/config.js');
  const { DebugLogger } = await import('builder-util');
  const read = async (): Promise<Configuration> =>
    (await getConfig(root, 'electron-builder.yml', null)) as Configuration;
  return { read, check: (config: unknown) => validateConfiguration(config as never, new DebugLogger(false)) };
}

describe('electron-builder.yml', () => {
  test('is what electron-builder understands', async () => {
    const { read, check } = await builder();
    await check(await read());
    await expect(check({ ...(await read()), electronFuse: {} })).rejects.toThrow(/electronFuse/);
  });

  test('closes every fuse that a reader of evidence does not need', async () => {
    const { electronFuses } = await (await builder()).read();
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
    const { files, npmRebuild } = await (await builder()).read();
    const patterns = files.flatMap(({ filter }) => filter);
    expect(patterns).toContain('!node_modules/**');
    expect(patterns.some((pattern) => pattern.includes('chromium'))).toBe(false);
    expect(npmRebuild).toBe(false);
  });
});
