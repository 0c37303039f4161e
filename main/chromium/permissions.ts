import type { Page } from 'playwright-core';
import { PAGE_ORIGIN } from './origin.js';

/** Permission names of the DevTools protocol that a page could be asked about. */
const PERMISSIONS = [
  'accelerometer',
  'ambient-light-sensor',
  'background-fetch',
  'background-sync',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'display-capture',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'payment-handler',
  'periodic-background-sync',
  'screen-wake-lock',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'window-management',
] as const;

/**
 * Writes what main's rule says about every permission into the profile, so that no prompt ever opens. Durable storage is
 * granted: the case database must not be evicted.
 */
export async function denyPermissions(page: Page, granted: (permission: string) => boolean): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Browser.grantPermissions', { origin: PAGE_ORIGIN, permissions: ['durableStorage'] });
  for (const name of PERMISSIONS) {
    const setting = granted(name) ? 'granted' : 'denied';
    // Names differ between engines; an unknown one names a thing this engine does not have.
    await cdp
      .send('Browser.setPermission', { permission: { name }, setting, origin: PAGE_ORIGIN })
      .catch(() => undefined);
  }
  await cdp.detach();
}
