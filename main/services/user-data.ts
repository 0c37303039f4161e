import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where this person's Exhibit keeps what belongs to no case: settings, recent cases, caches. `EXHIBIT_USER_DATA` overrides. */
export function userDataFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  const chosen = environment['EXHIBIT_USER_DATA'];
  if (chosen !== undefined && chosen !== '')
    return platform === 'win32' ? win32.resolve(chosen) : posix.resolve(chosen);
  if (platform === 'win32')
    return win32.join(environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Exhibit');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Exhibit');
  const config = environment['XDG_CONFIG_HOME'];
  // The specification of these variables says that a relative path is to be ignored.
  return posix.join(config !== undefined && posix.isAbsolute(config) ? config : posix.join(home, '.config'), 'exhibit');
}

/** Default parent folder of new cases. */
export function defaultCasesFolder(platform: string = process.platform, home: string = homedir()): string {
  return (platform === 'win32' ? win32 : posix).join(home, 'Exhibit');
}
