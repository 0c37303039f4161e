import type { HostInfo } from './bridge/contract.js';

/** Which of the two hosts this is, and the engine under it. */
export interface Host {
  readonly kind: HostInfo['kind'];
  /** `electron 45.4.1` or `chromium 156.0` */
  readonly name: string;
  /** Names the browser storage: another engine's storage is never opened. `electron-144`, `chromium-156`. */
  readonly storageName: string;
}

/** Reads the host from the user agent, the one place where both providers tell it. Throws when there is no engine in it. */
export function hostOf(userAgent: string): Host {
  const chrome = /Chrome\/(?<major>\d+)\.(?<minor>\d+)/.exec(userAgent)?.groups;
  const electron = /Electron\/(?<version>\S+)/.exec(userAgent)?.groups;
  if (chrome === undefined) throw new Error(`No engine version in the user agent "${userAgent}".`);
  const kind = electron === undefined ? 'chromium' : 'electron';
  const name =
    electron === undefined ? `chromium ${chrome['major']}.${chrome['minor']}` : `electron ${electron['version']}`;
  return { kind, name, storageName: `${kind}-${chrome['major']}` };
}
