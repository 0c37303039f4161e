/** Paths of the members of one exhibit. Two members never share one, because events are cited by it. */
export class MemberNames {
  readonly #taken = new Set<string>();

  get count(): number {
    return this.#taken.size;
  }

  /** Takes `path`, or where it is taken the first free of `path#2`, `path#3` ... */
  claim(path: string): string {
    let free = path;
    for (let copy = 2; this.#taken.has(free); copy++) free = `${path}#${copy}`;
    this.#taken.add(free);
    return free;
  }
}

/** Path of an entry inside an archive whose own path is `archive`. */
export function entryPath(archive: string, entry: string): string {
  return archive === '' ? entry : `${archive}!/${entry}`;
}

/** The last part of a path. Archives made on Windows may separate with `\`. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Why a path would be dangerous to unpack, or null. It is read all the same: nothing is ever written by its name. */
export function dangerOfPath(path: string): string | null {
  if (/^[/\\]/.test(path) || /^[a-z]:/i.test(path)) return 'an absolute path';
  if (path.split(/[/\\]/).includes('..')) return 'a path that leads out of the archive';
  if (path.includes('\0')) return 'a path with a NUL character';
  return null;
}
