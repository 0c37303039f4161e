/** The import was cancelled by `isCancelled`; thrown out of every read that is under way. */
export class ImportCancelled extends Error {
  override readonly name = 'ImportCancelled';
  constructor() {
    super('The import was cancelled.');
  }
}
