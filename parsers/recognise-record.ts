import { unwrapRecord } from './carriers/unwrap.js';
import type { Format, Probe, RecordInput, Verdict } from './model/format.js';

/** A format that claims a probe. */
export interface Claim {
  readonly format: Format;
  readonly verdict: Verdict & { readonly claim: true };
}

export interface Answers {
  readonly claims: readonly Claim[];
  /** What every format that was asked and refused said. */
  readonly refusals: readonly { readonly format: Format; readonly reason: string }[];
}

/** Asks the formats turn by turn (`Format.turn`), until one claims. */
export function askFormats(formats: readonly Format[], probe: Probe): Answers {
  return askTurns(formats, probe, [undefined, 'envelope', 'last']);
}

/** The formats that claim a single record; those that take anything are not asked. */
export function claimsOfRecord(formats: readonly Format[], probe: Probe): readonly Claim[] {
  return askTurns(formats, probe, [undefined, 'envelope']).claims;
}

/** The one format that knows what a record of an envelope carries; null where none does, or several do. */
export function payloadOwner(formats: readonly Format[], record: RecordInput): Format | null {
  const owners = (value: unknown) => formats.filter((format) => format.owns?.(value) === true);
  const isOwned = (value: unknown) => formats.some((format) => format.owns?.(value) === true);
  const owned = unwrapRecord(record, isOwned).find(({ value }) => isOwned(value));
  const [owner, second] = owned === undefined ? [] : owners(owned.value);
  return owner === undefined || second !== undefined ? null : owner;
}

function askTurns(formats: readonly Format[], probe: Probe, turns: readonly Format['turn'][]): Answers {
  const refusals: { format: Format; reason: string }[] = [];
  for (const turn of turns) {
    const claims: Claim[] = [];
    for (const format of formats.filter((each) => each.turn === turn)) {
      const verdict = format.detect(probe);
      if (verdict.claim) claims.push({ format, verdict });
      else refusals.push({ format, reason: verdict.reason });
    }
    if (claims.length > 0) return { claims, refusals };
  }
  return { claims: [], refusals };
}
