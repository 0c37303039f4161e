/** Paths of the members of one exhibit. Two members never share one, because events are cited by it. */
export class MemberNames {
  /** Every path in use, with the number its last copy got: a name that occurs 100,000 times is counted on, not counted up to. */
  readonly #taken = new Map<string, number>();

  get count(): number {
    return this.#taken.size;
  }

  /** Takes `path`, or where it is taken the first free of `path#2`, `path#3` ... */
  claim(path: string): string {
    let free = path;
    let copy = this.#taken.get(path) ?? 0;
    while (this.#taken.has(free)) free = `${path}#${++copy}`;
    if (free !== path) this.#taken.set(path, copy);
    this.#taken.set(free, 1);
    return free;
  }
}

/** What two names share that many programs and file systems take for one: letter case, Unicode form, separators left out. */
export function foldedName(path: string): string {
  return path
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\\', '/')
    .replaceAll(/\/(?:\.?\/)+/g, '/')
    .replace(/^(?:\.\/)+/, '');
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
