import type { Format, Probe, Verdict } from './model/format.js';

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

/** Asks every format; the ones that are a last resort only where no other claims. */
export function askFormats(formats: readonly Format[], probe: Probe): Answers {
  const first = ask(
    formats.filter((format) => format.fallback !== true),
    probe,
  );
  if (first.claims.length > 0) return first;
  const last = ask(
    formats.filter((format) => format.fallback === true),
    probe,
  );
  return { claims: last.claims, refusals: [...first.refusals, ...last.refusals] };
}

/** The formats that claim a single record; those of last resort are not asked. */
export function claimsOfRecord(formats: readonly Format[], probe: Probe): readonly Claim[] {
  return ask(
    formats.filter((format) => format.fallback !== true),
    probe,
  ).claims;
}

function ask(formats: readonly Format[], probe: Probe): Answers {
  const claims: Claim[] = [];
  const refusals: { format: Format; reason: string }[] = [];
  for (const format of formats) {
    const verdict = format.detect(probe);
    if (verdict.claim) claims.push({ format, verdict });
    else refusals.push({ format, reason: verdict.reason });
  }
  return { claims, refusals };
}
