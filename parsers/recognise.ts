import { unsupportedKind } from './io/magic.js';
import type { Format } from './model/format.js';
import type { Framing } from './model/framing.js';
import { makeProbe, type MemberNaming, type MemberProbe, type Sample } from './probe.js';
import { askFormats, claimsOfRecord, type Claim } from './recognise-record.js';

/** What a member is, always with the reason. */
export type Recognition =
  | { readonly kind: 'format'; readonly format: Format; readonly framing: Framing; readonly reason: string }
  /** Known by its first bytes, and not read. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'empty' }
  /** `refusals`: what every format says against it, in a row. */
  | { readonly kind: 'unrecognised'; readonly reason: string; readonly refusals: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/**
 * Tells by content which format a member is in. `head` is the start of its content, `isWhole` says that it is all of it.
 * Every format answers for itself; one claim decides. Where several claim, or none claims the whole, each sampled record
 * is asked about alone: a dump of several sources goes to the format with most of them, and its other records find theirs.
 */
export function recognise(
  formats: readonly Format[],
  member: MemberNaming | string,
  head: Uint8Array,
  isWhole: boolean,
): Recognition {
  if (head.length === 0) return { kind: 'empty' };
  const kind = unsupportedKind(head);
  if (kind !== null) return { kind: 'unsupported', reason: kind };
  const probe = makeProbe(member, head, isWhole);
  const { claims, refusals } = askFormats(formats, probe);
  const [claim] = claims;
  const isSure = claim !== undefined && claims.length === 1;
  if (isSure && !isClaimOfWhole(claim, probe)) return recognised(claim, claim.verdict.reason);
  const vote = voteBySample(formats, probe);
  if (vote.kind === 'won') return recognised(vote.claim, vote.reason);
  if (isSure) return recognised(claim, claim.verdict.reason);
  if (claims.length > 1) {
    const said = claims.map(({ format, verdict }) => `${format.id}: ${verdict.reason}`);
    return { kind: 'ambiguous', reason: `More than one format claims it. ${said.join(' ')}` };
  }
  const said = refusals.map(({ format, reason }) => `${format.id}: ${reason}`);
  return { kind: 'unrecognised', reason: 'No format claims it.', refusals: said.join(' ') };
}

/** True where a document with a list of records is claimed, and none of the sampled records of its list. */
function isClaimOfWhole({ verdict }: Claim, { samples }: MemberProbe): boolean {
  const innermost = samples[0]?.framing;
  return innermost?.kind === 'json' && innermost.envelope.length > 0 && verdict.framing !== innermost;
}

function recognised({ format, verdict }: Claim, reason: string): Recognition {
  return { kind: 'format', format, framing: verdict.framing, reason };
}

type Vote =
  | { readonly kind: 'won'; readonly claim: Claim; readonly reason: string }
  | { readonly kind: 'open' | 'unclaimed' };

/**
 * Counts the sampled records that exactly one format claims; open where one of them is claimed twice, or none is. A document
 * that carries records is claimed by everybody whose records it carries, so it is asked only where none of them was claimed.
 */
function voteBySample(formats: readonly Format[], probe: MemberProbe): Vote {
  const innermost = probe.samples[0]?.framing;
  const elements = probe.samples.filter(({ framing }) => framing === innermost);
  const documents = probe.samples.filter(({ framing }) => framing !== innermost);
  // A list inside of records may look like what a document carries.
  const areRecords = documents.length > 0 && documents.every(({ value }) => isOwned(formats, value));
  const [first, second] = areRecords ? [documents, elements] : [elements, documents];
  const vote = voteOf(formats, probe, first);
  return vote.kind === 'unclaimed' ? voteOf(formats, probe, second) : vote;
}

function isOwned(formats: readonly Format[], value: unknown): boolean {
  return formats.some((format) => format.owns?.(value) === true);
}

function voteOf(formats: readonly Format[], probe: MemberProbe, samples: readonly Sample[]): Vote {
  const votes = new Map<Format, { readonly claim: Claim; count: number }>();
  for (const sample of samples) {
    const [claim, second] = claimsOfRecord(formats, probeOf(probe, sample));
    if (second !== undefined) return { kind: 'open' };
    if (claim === undefined) continue;
    const vote = votes.get(claim.format) ?? { claim, count: 0 };
    vote.count++;
    votes.set(claim.format, vote);
  }
  const [most, next] = [...votes.values()].toSorted((a, b) => b.count - a.count);
  if (most === undefined) return { kind: 'unclaimed' };
  const others = [...votes.values()].filter((vote) => vote !== most);
  const counts = [most, ...others].map(
    ({ claim, count }) => `${count} of ${samples.length} sampled records are ${claim.format.id}`,
  );
  const mixed = next === undefined ? '' : 'A mixed dump: ';
  return { kind: 'won', claim: most.claim, reason: `${mixed}${counts.join(', ')}. ${most.claim.verdict.reason}` };
}

function probeOf(probe: MemberProbe, sample: Sample): MemberProbe {
  return { ...probe, head: new TextEncoder().encode(sample.text), text: sample.text, samples: [sample] };
}
