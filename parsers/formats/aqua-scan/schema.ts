import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { protobufTimestampText } from '../../time/protobuf-timestamp.js';

/** One piece of malware that the scanner found in an image. */
export interface MalwareHit {
  readonly name: string | null;
  readonly path: string | null;
  /** Of unstated kind; its length tells. */
  readonly hash: string | null;
}

/** One image scan of Aqua: the scanner's report, or the webhook that repeats it. */
export interface ImageScan {
  /** `library/photon:3.0-20200202`. */
  readonly image: string | null;
  /** Aqua's own label of the registry. */
  readonly registry: string | null;
  /** The image's id, as a rule; a repository digest in some versions. */
  readonly digest: string | null;
  readonly repositoryDigests: readonly string[];
  /** Start of the scan as one epoch number, or as written. */
  readonly started: unknown;
  readonly os: string | null;
  readonly initiator: string | null;
  readonly disallowed: boolean | null;
  /** `total`, `critical`, `high`, `medium`, `low`, `malware`, `sensitive`. */
  readonly counts: Readonly<Record<string, number>>;
  readonly malware: readonly MalwareHit[];
  readonly failures: readonly { readonly policy: string | null; readonly controls: readonly string[] }[];
  /** What the scanner left out, in sentences. */
  readonly leftOut: readonly string[];
  readonly warnings: readonly string[];
}

/** True for a scan report or webhook, in its present shape or the older one of the image API. */
export function isImageScan(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (asText(object['image']) !== null && isPresentShape(object)) return true;
  const name = asText(object['image_name']) ?? asText(object['image']);
  return name !== null && asObject(object['cves_counts']) !== null && Object.hasOwn(object, 'disallowed');
}

/** Of a long report recognition sees the beginning alone: the results stand at its end, the start of the scan before. */
function isPresentShape(object: JsonObject): boolean {
  const resources = asList(object['resources']);
  const isStart = asObject(object['scan_started']) !== null && asText(object['registry']) !== null;
  if (isStart && asObject(at(resources[0], 'resource')) !== null) return true;
  const hasResults = ['vulnerability_summary', 'image_assurance_results'].some((key) => asObject(object[key]) !== null);
  return hasResults && (Array.isArray(object['resources']) || asObject(object['scan_started']) !== null);
}

/** Reads a value that `isImageScan` accepts. */
export function readImageScan(value: unknown): ImageScan {
  const object = asObject(value) ?? {};
  const results = asObject(object['image_assurance_results']) ?? {};
  const metadata = asObject(object['metadata']) ?? {};
  const disallowed = results['disallowed'] ?? object['disallowed'];
  return {
    image: asText(object['image']) ?? asText(object['image_name']),
    registry: asText(object['registry']),
    digest: asText(object['digest']) ?? asText(metadata['id']),
    repositoryDigests: asTexts(metadata['repo_digests']),
    started: protobufTimestampText(object['scan_started']) ?? object['scan_started'] ?? object['scan_date'],
    os: [asText(object['os']), asText(object['version'])].filter((word) => word !== null).join(' ') || null,
    initiator: asText(object['initiating_user']),
    disallowed: typeof disallowed === 'boolean' ? disallowed : null,
    counts: countsOf(asObject(object['vulnerability_summary'] ?? object['cves_counts']) ?? {}),
    malware: malwareOf(object),
    failures: failuresOf(results),
    leftOut: leftOutOf(object, results),
    warnings: asList(object['warnings']).flatMap((each) => asText(at(each, 'message')) ?? []),
  };
}

const COUNTED = ['total', 'critical', 'high', 'medium', 'low', 'negligible', 'malware', 'sensitive'];

function countsOf(summary: JsonObject): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const key of COUNTED) {
    const count = asWhole(summary[key]);
    if (count !== null) counts[key] = count;
  }
  return counts;
}

/** Malware stands at the top, in some versions beside the file it was found in. */
function malwareOf(object: JsonObject): readonly MalwareHit[] {
  const nested = asList(object['resources']).flatMap((each) => asList(at(each, 'malware')));
  return [...asList(object['malware']), ...nested].flatMap((each) => {
    const hit = asObject(each);
    if (hit === null) return [];
    return [{ name: asText(hit['malware'] ?? hit['name']), path: asText(hit['path']), hash: asText(hit['hash']) }];
  });
}

/** Failed policies with their controls; without that list, the failed checks. */
function failuresOf(results: JsonObject): ImageScan['failures'] {
  const failures = asList(results['policy_failures']).map((each) => ({
    policy: asText(at(each, 'policy_name')),
    controls: asTexts(at(each, 'controls')),
  }));
  if (failures.length > 0) return failures;
  return asList(results['checks_performed'])
    .filter((check) => at(check, 'failed') === true)
    .map((check) => ({ policy: asText(at(check, 'policy_name')), controls: asTexts(at(check, 'control')) }));
}

/** The flag of the dynamic analysis is spelled in camel case at the top and in snake case in checks. */
function leftOutOf(object: JsonObject, results: JsonObject): readonly string[] {
  const holders = [object, ...asList(results['checks_performed'])].map(asObject).filter((each) => each !== null);
  const skipped = holders.find((each) => each['dtaSkipped'] === true || each['dta_skipped'] === true);
  const reason = asText(skipped?.['dtaSkippedReason']) ?? asText(skipped?.['dta_skipped_reason']) ?? 'no reason stated';
  return [
    ...(skipped === undefined ? [] : [`dynamic analysis (DTA) skipped: ${reason}`]),
    ...(object['partial_results'] === true ? ['partial results'] : []),
  ];
}
