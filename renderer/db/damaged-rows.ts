/** Rows of the case database that the disk lost or changed. Nothing is lost by it: they are made again from the evidence. */
export class DamagedRows extends Error {
  /** Primary key of the exhibit that they belong to, or null where the list of exhibits itself is damaged. */
  readonly exhibit: number | null;

  constructor(exhibit: number | null, message: string) {
    super(message);
    this.name = 'DamagedRows';
    this.exhibit = exhibit;
  }
}

/** Errors by which the engine says that it cannot read what it wrote. */
const UNREADABLE: ReadonlySet<string> = new Set(['DataError', 'NotReadableError', 'UnknownError']);

/** The engine closes a database in which it met damage, and may not open it again. */
const UNUSABLE: ReadonlySet<string> = new Set(['DatabaseClosedError', 'InvalidStateError', 'OpenFailedError']);

/** Errors by which it says that there is no room, whatever it was told by the system. */
const UNWRITABLE: ReadonlySet<string> = new Set(['AbortError', 'DataError', 'QuotaExceededError', 'UnknownError']);

/** Whether stored bytes cannot be read. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && UNREADABLE.has(error.name);
}

/** Whether bytes could not be stored. */
export function isUnwritable(error: unknown): error is Error {
  return error instanceof Error && UNWRITABLE.has(error.name);
}

/** Whether the database cannot go on as it is. */
export function isDatabaseDamage(error: unknown): boolean {
  return error instanceof DamagedRows || isUnreadable(error) || (error instanceof Error && UNUSABLE.has(error.name));
}
