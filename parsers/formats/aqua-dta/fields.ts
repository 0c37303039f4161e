import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { sandboxLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { Behaviour } from './behaviour.js';
import { dtaSeverity } from './categories.js';
import { candidatesIn, statedIndicators } from './indicators.js';
import type { StatedIndicators } from './indicators.js';
import type { Leaf } from './leaves.js';
import type { ReportImage } from './report.js';
import { sandboxTime } from './sandbox-time.js';
import type { SandboxTime } from './sandbox-time.js';

/** Fields of the report as a whole; `own` are the leaves that belong to no behaviour. */
export function reportFields(image: ReportImage, own: readonly Leaf[], indicators: StatedIndicators): EventFields {
  const severity = own.find(({ key }) => /^(?:dta)?(?:overall)?(?:risk)?severity(?:score)?$/.test(key))?.text ?? null;
  return statedFields(imageFields(image), {
    'exhibit.severity': dtaSeverity(severity),
    'exhibit.indicator.ioc': indicators.ioc,
    'exhibit.indicator.ioi': indicators.ioi,
    'exhibit.sandbox.time': sandboxTime(own)?.text,
    'event.action': 'image analysed in a sandbox',
    'event.category': 'malware',
    'event.kind': 'state',
    'event.severity': severity,
  });
}

/** Fields of one behaviour. Its time is the sandbox's and stands in fields only. */
export function behaviourFields(
  image: ReportImage,
  behaviour: Behaviour,
  time: SandboxTime | null,
  offset: number | null,
  value: unknown,
): EventFields {
  const indicators = statedIndicators(value);
  const stated = new Set([...indicators.ioc, ...indicators.ioi]);
  return statedFields(imageFields(image), {
    'exhibit.severity': dtaSeverity(behaviour.severity),
    'exhibit.sandbox.category': behaviour.category,
    'exhibit.sandbox.time': time?.text,
    'exhibit.sandbox.offset': offset,
    'exhibit.tactic.derived': behaviour.derivedTactics,
    'exhibit.indicator': candidatesIn(behaviour.leaves).filter((text) => !stated.has(text)),
    'exhibit.indicator.ioc': indicators.ioc,
    'exhibit.indicator.ioi': indicators.ioi,
    'event.action': behaviour.name ?? behaviour.category,
    'event.category': behaviour.addresses.length > 0 || behaviour.domains.length > 0 ? 'network' : 'process',
    'event.kind': 'alert',
    'event.reason': behaviour.description,
    'event.severity': behaviour.severity,
    'rule.name': behaviour.name,
    'rule.category': behaviour.category,
    'threat.tactic.name': behaviour.tactics,
    'threat.technique.id': behaviour.techniques,
    'process.pid': behaviour.pid,
    'process.name': behaviour.processes,
    'process.command_line': behaviour.commands,
    'file.path': behaviour.paths,
    'file.hash.sha256': behaviour.hashes.filter((hash) => hash.length === 64),
    'file.hash.sha1': behaviour.hashes.filter((hash) => hash.length === 40),
    'file.hash.md5': behaviour.hashes.filter((hash) => hash.length === 32),
    'destination.ip': behaviour.addresses,
    'destination.port': behaviour.port,
    'destination.domain': behaviour.domains,
    'url.original': behaviour.urls,
  });
}

function imageFields({ name, digest }: ReportImage): FoundFields {
  const image = imageReference(name ?? '');
  return {
    'exhibit.layer': 'sandbox',
    'exhibit.outcome': 'detected',
    'exhibit.lane': sandboxLane(name ?? digest ?? ''),
    'event.type': 'info',
    'event.outcome': 'unknown',
    'event.provider': 'dynamic analysis',
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': [image.digest, digest].filter((text) => text !== null),
  };
}
