import type { Act, ExhibitReceipt } from './case.js';

/** A receipt whose evidence lies elsewhere from here on. */
export function relinked(
  { location: _before, ...receipt }: ExhibitReceipt,
  { storage, location }: Act & { readonly type: 'evidence-relinked' },
): ExhibitReceipt {
  return { ...receipt, storage, ...(location === undefined ? {} : { location }) };
}
