import { domainName, ipAddress, portNumber } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import { cloudLane, workloadLane } from '../../model/lane.js';
import { lookupTable } from '../../model/lookup-table.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';

/** True for a finding of AWS in the Open Cybersecurity Schema Framework, which Security Hub writes since 2025. */
export function isOcsfFinding(value: unknown): boolean {
  const product = asObject(at(value, 'metadata', 'product'));
  const isOfAws = product?.['vendor_name'] === 'AWS' || asText(product?.['uid'])?.includes(':securityhub:') === true;
  return isOfAws && asText(at(value, 'finding_info', 'uid')) !== null && asWhole(at(value, 'class_uid')) !== null;
}

/** A time by its name; the profile `datetime` writes each as text beside its number of milliseconds. */
export function ocsfTime(value: unknown, name: string): unknown {
  return at(value, 'finding_info', `${name}_dt`) ?? at(value, 'finding_info', name);
}

/** The normalised fields of a finding. Source: schema.ocsf.io, category Findings, 1.5 and 1.6. */
export function ocsfFields(value: unknown): EventFields {
  const text = (...path: string[]) => asText(at(value, ...path));
  const types = asTexts(at(value, 'finding_info', 'types'));
  const control = text('compliance', 'control');
  const { outcome, original } = outcomeOf(value);
  const attacks = asList(at(value, 'finding_info', 'attacks'));
  return statedFields(placeFields(value), ...evidenceFields(value), vulnerabilityFields(value), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.severity': SEVERITIES[text('severity_id') ?? ''],
    'exhibit.count': asWhole(at(value, 'count')),
    'event.category': CATEGORIES[text('class_uid') ?? ''] ?? 'intrusion_detection',
    'event.kind': outcome === 'unknown' ? 'state' : 'alert',
    'event.type': 'info',
    'event.outcome': outcome === 'prevented' ? 'failure' : 'unknown',
    'event.provider': text('metadata', 'product', 'name'),
    'event.id': text('finding_info', 'uid'),
    'event.reason': text('finding_info', 'desc'),
    'event.severity': text('severity'),
    'event.original': text('finding_info', 'title'),
    'rule.name': control ?? types[0]?.split('/').slice(2).join('/') ?? null,
    'rule.id': text('finding_info', 'analytic', 'uid') ?? text('finding_info', 'analytic', 'name'),
    'rule.category': types,
    'rule.ruleset': asTexts(at(value, 'compliance', 'standards')),
    'threat.tactic.name': attacks
      .flatMap((attack) => asTexts(at(attack, 'tactic', 'name')))
      .map((tactic) => tactic.toLowerCase().replaceAll(' ', '-')),
    'threat.tactic.id': attacks.flatMap((attack) => asTexts(at(attack, 'tactic', 'uid'))),
    'threat.technique.id': attacks.flatMap((attack) => [
      ...asTexts(at(attack, 'technique', 'uid')),
      ...asTexts(at(attack, 'sub_technique', 'uid')),
    ]),
  });
}

/** `severity_id`: 1 informational, 2 low, 3 medium, 4 high, 5 critical, 6 fatal. */
const SEVERITIES = lookupTable<number>({ '1': 0, '2': 3, '3': 5, '4': 8, '5': 9, '6': 10 });
/** Vulnerability and compliance findings; the others detect. */
const CATEGORIES = lookupTable<string>({ '2002': 'vulnerability', '2003': 'configuration' });

/** A finding detects; of a check, or a weakness that was found, nothing more is known than its state. */
function outcomeOf(value: unknown): { readonly outcome: Outcome; readonly original: string | null } {
  const status = asText(at(value, 'compliance', 'status'));
  if (CATEGORIES[asText(at(value, 'class_uid')) ?? ''] !== undefined) return { outcome: 'unknown', original: status };
  const disposition = asText(at(value, 'disposition')) ?? asText(at(value, 'action'));
  return /^(?:Blocked|Denied|Dropped)$/i.test(disposition ?? '')
    ? { outcome: 'prevented', original: disposition }
    : { outcome: 'detected', original: disposition };
}

function placeFields(value: unknown): FoundFields {
  const account = asText(at(value, 'cloud', 'account', 'uid'));
  const resources = asList(at(value, 'resources'));
  const uid = (type: RegExp) =>
    resources.filter((each) => type.test(asText(at(each, 'type')) ?? '')).flatMap((each) => asTexts(at(each, 'uid')));
  const functions = resources.flatMap((each) => asTexts(at(each, 'data', 'awsLambdaFunctionDetails', 'functionName')));
  return {
    'exhibit.layer': 'cloud',
    'exhibit.lane': cloudLane('aws', account),
    'exhibit.target': resources.flatMap((each) => asTexts(at(each, 'uid_alt') ?? at(each, 'uid'))),
    'cloud.provider': 'aws',
    'cloud.account.id': account,
    'cloud.region': asText(at(value, 'cloud', 'region')),
    'cloud.instance.id': uid(/EC2::Instance$/i),
    'orchestrator.cluster.name': uid(/(?:EKS|ECS)::Cluster$/i).map((each) => each.split('/').at(-1) ?? each),
    'faas.name': functions,
    'host.ip': resources.flatMap((each) => asTexts(at(each, 'data', 'awsEc2InstanceDetails', 'ipV4Addresses'))),
  };
}

/** What the finding rests on: call, connection, name asked for, process, container. */
function evidenceFields(value: unknown): readonly FoundFields[] {
  const evidences = asList(at(value, 'evidences'));
  const first = (...path: string[]) => evidences.map((each) => at(each, ...path)).find((found) => found !== undefined);
  const text = (...path: string[]) => asText(first(...path));
  const [asked, direction] = [text('query', 'hostname'), text('connection_info', 'direction')];
  const process = (...path: string[]) => first('process', ...path) ?? first('actor', 'process', ...path);
  const types = asTexts(at(value, 'finding_info', 'types'));
  const id = containerIdentity(text('container', 'uid') ?? '');
  const image = imageReference(text('container', 'image', 'name') ?? '');
  const own: FoundFields = {
    'event.action': text('api', 'operation') ?? types[0] ?? asText(at(value, 'class_name')),
    'cloud.service.name': text('api', 'service', 'name'),
    'user.name': text('actor', 'user', 'name') ?? text('user', 'name'),
    'user.id': text('actor', 'user', 'uid') ?? text('user', 'uid'),
    'aws.cloudtrail.access_key_id': text('actor', 'user', 'credential_uid'),
    'source.ip': ipAddress(first('src_endpoint', 'ip')),
    'source.port': portNumber(first('src_endpoint', 'port')),
    'destination.ip': ipAddress(first('dst_endpoint', 'ip')),
    'destination.port': portNumber(first('dst_endpoint', 'port')),
    'network.transport': text('connection_info', 'protocol_name')?.toLowerCase(),
    'network.direction': direction === null ? null : /^out/i.test(direction) ? 'egress' : 'ingress',
    'dns.question.name': asked === null ? null : domainName(asked),
    'process.name': asText(process('name')),
    'process.command_line': asText(process('cmd_line')),
    'process.executable': asText(process('file', 'path')),
    'process.pid': asWhole(process('pid')),
    'process.parent.name': asText(process('parent_process', 'name')),
    'process.parent.pid': asWhole(process('parent_process', 'pid')),
    'file.path': text('file', 'path'),
  };
  if (first('container') === undefined) return [own];
  const inContainer: FoundFields = {
    'exhibit.layer': 'container',
    'exhibit.lane': workloadLane({ containerId: id }),
    'container.id': id,
    'container.name': text('container', 'name'),
    'container.image.name': image.name,
    'container.image.tag': text('container', 'image', 'tag') ?? image.tag,
    'container.runtime': text('container', 'runtime'),
  };
  return [own, inContainer];
}

function vulnerabilityFields(value: unknown): FoundFields {
  const found = asList(at(value, 'vulnerabilities'));
  const packages = found.flatMap((each) => asList(at(each, 'affected_packages')));
  return {
    'vulnerability.id': found.flatMap((each) => asTexts(at(each, 'cve', 'uid'))),
    'vulnerability.severity': found.flatMap((each) => asTexts(at(each, 'severity'))),
    'package.name': packages.flatMap((each) => asTexts(at(each, 'name'))),
    'package.version': packages.flatMap((each) => asTexts(at(each, 'version'))),
    'exhibit.package.fixed': packages.flatMap((each) => asTexts(at(each, 'fixed_in_version'))),
  };
}
