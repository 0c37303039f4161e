import type { ImageScan, MalwareHit } from './schema.js';

const SEVERITIES = ['critical', 'high', 'medium', 'low'];

/** `Image a:1 scanned: 12 vulnerabilities (2 critical, 6 high, 3 medium, 1 low), 0 malware; disallowed by Default (license).` */
export function scanSentence(scan: ImageScan): string {
  const { counts } = scan;
  const severities = SEVERITIES.flatMap((word) => (counts[word] === undefined ? [] : [`${counts[word]} ${word}`]));
  const detail = severities.length === 0 ? '' : ` (${severities.join(', ')})`;
  const found = [
    counts['total'] === undefined ? null : `${counts['total']} vulnerabilities${detail}`,
    counts['malware'] === undefined ? null : `${counts['malware']} malware`,
    counts['sensitive'] === undefined ? null : `${counts['sensitive']} sensitive data`,
  ].filter((words) => words !== null);
  const failures = scan.failures
    .map(({ policy, controls }) => `${policy ?? 'a policy'} (${controls.join(', ')})`)
    .join(', ');
  const verdict = scan.disallowed === true ? '; disallowed' : failures === '' ? '' : '; failed';
  const by = failures === '' ? '' : ` by ${failures}`;
  const left = scan.leftOut.length === 0 ? '' : ` Left out: ${scan.leftOut.join('; ')}.`;
  const os = scan.os === null ? '' : ` (${scan.os})`;
  return `Image ${name(scan)}${os} scanned: ${found.join(', ') || 'no counts stated'}${verdict}${by}.${left}`;
}

/** `Malware Linux.Miner found in image a:1 at /usr/bin/x when it was scanned.` */
export function malwareSentence(scan: ImageScan, hit: MalwareHit): string {
  const at = hit.path === null ? '' : ` at ${hit.path}`;
  return `Malware ${hit.name ?? 'without a name'} found in image ${name(scan)}${at} when it was scanned.`;
}

function name({ image, digest }: ImageScan): string {
  return image ?? digest ?? 'without a name';
}
