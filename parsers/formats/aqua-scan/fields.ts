import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { imageLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { ImageScan, MalwareHit } from './schema.js';

/** Fields of the scan as a whole: the state of an image at one time. */
export function scanFields(scan: ImageScan): EventFields {
  const found = scan.disallowed === true || scan.failures.length > 0 || (scan.counts['malware'] ?? 0) > 0;
  return statedFields(imageFields(scan), {
    // A verdict stops nothing: whether an image was kept from running, other records say.
    'exhibit.outcome': found ? 'detected' : 'unknown',
    'exhibit.outcome.original': scan.disallowed === true ? 'disallowed' : null,
    'exhibit.cut': scan.leftOut,
    'event.action': 'image scanned',
    'event.category': 'vulnerability',
    'event.kind': 'state',
    'event.reason': scan.failures.map(({ policy, controls }) => `${policy ?? '?'}: ${controls.join(', ')}`).join('; '),
    'rule.name': scan.failures.flatMap(({ policy }) => policy ?? []),
    'rule.category': scan.failures.flatMap(({ controls }) => controls),
  });
}

/** Fields of a piece of malware in the image. */
export function malwareFields(scan: ImageScan, hit: MalwareHit): EventFields {
  const hash = hit.hash?.toLowerCase().replace(/^(?:sha256|sha1|md5):/, '') ?? '';
  const isHex = /^[0-9a-f]+$/.test(hash);
  return statedFields(imageFields(scan), {
    'exhibit.outcome': 'detected',
    'event.action': 'malware found',
    'event.category': 'malware',
    'event.kind': 'alert',
    'threat.software.name': hit.name,
    'file.path': hit.path,
    'file.hash.sha256': isHex && hash.length === 64 ? hash : null,
    'file.hash.sha1': isHex && hash.length === 40 ? hash : null,
    'file.hash.md5': isHex && hash.length === 32 ? hash : null,
  });
}

function imageFields(scan: ImageScan): FoundFields {
  const image = imageReference(scan.image ?? '');
  const repository = scan.repositoryDigests.flatMap((text) => imageReference(text).digest ?? []);
  const isRepository = scan.digest !== null && repository.includes(scan.digest);
  return {
    'exhibit.layer': 'container',
    'exhibit.lane': imageLane(scan.image ?? scan.digest ?? ''),
    'event.type': 'info',
    'event.outcome': 'unknown',
    'event.provider': 'image scan',
    'user.name': scan.initiator,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': [...repository, image.digest].filter((digest) => digest !== null),
    'container.image.id': isRepository ? null : scan.digest,
    'exhibit.image.registry': scan.registry,
  };
}
