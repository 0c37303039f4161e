import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { BridgeFailure } from './failure.js';

export const MAX_PATH_LENGTH = 32_768;

/** A path as a person typed it, `~` standing for his own folder. Throws `BridgeFailure` where it is not absolute. */
export function typedPath(typed: string): string {
  const path = typed === '~' || typed.startsWith('~/') ? join(homedir(), typed.slice(1)) : typed;
  if (isAbsolute(path)) return path;
  throw new BridgeFailure('bad-arguments', `${typed} is not an absolute path. Type the whole path, from the root.`);
}
