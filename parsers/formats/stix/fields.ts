import { ipAddress, portNumber } from '../../model/address.js';
import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { patternValues } from './pattern.js';

/** What an object states, by its type. Hash keys are spelled with and without a hyphen. */
export function stixFields(type: string, object: JsonObject): FoundFields {
  const text = (key: string): string | null => asText(object[key]);
  const hash = (...names: readonly string[]): string | null =>
    names.map((name) => asText(at(object, 'hashes', name))).find((found) => found !== null) ?? null;
  switch (type) {
    case 'indicator':
      return {
        'rule.name': text('name'),
        'exhibit.indicator.ioc': patternValues(text('pattern') ?? ''),
        ...attack(object),
      };
    case 'attack-pattern':
      return attack(object);
    case 'malware':
    case 'tool':
      return { 'threat.software.name': text('name'), ...attack(object) };
    case 'sighting':
      return { 'exhibit.count': asWhole(object['count']) };
    case 'observed-data':
      return { 'exhibit.count': asWhole(object['number_observed']), 'exhibit.indicator': embeddedValues(object) };
    case 'file':
      return {
        'file.name': text('name'),
        'file.size': asWhole(object['size']),
        'file.hash.sha256': hash('SHA-256', 'SHA256'),
        'file.hash.sha1': hash('SHA-1', 'SHA1'),
        'file.hash.md5': hash('MD5'),
        'exhibit.indicator': asTexts(Object.values(asObject(object['hashes']) ?? {})),
      };
    case 'ipv4-addr':
    case 'ipv6-addr':
    case 'domain-name':
    case 'url':
    case 'email-addr':
    case 'mac-addr':
      return { 'exhibit.indicator': asTexts(object['value']), 'url.full': type === 'url' ? text('value') : null };
    case 'process':
      return {
        'process.pid': asWhole(object['pid']),
        'process.command_line': text('command_line'),
        'process.working_directory': text('cwd'),
      };
    case 'user-account':
      return { 'user.name': text('account_login') ?? text('display_name'), 'user.id': text('user_id') };
    case 'network-traffic':
      return {
        'source.port': portNumber(object['src_port']),
        'destination.port': portNumber(object['dst_port']),
        'network.protocol': asTexts(object['protocols']),
        'source.ip': ipAddress(object['src_ref']),
      };
    case 'software':
      return { 'package.name': text('name'), 'package.version': text('version') };
    case 'vulnerability':
      return { 'vulnerability.id': text('name') };
    default:
      return {};
  }
}

/** Of version 2.0 the observed objects lie in the record itself: their values and hashes. */
function embeddedValues(object: JsonObject): readonly string[] {
  return Object.values(asObject(object['objects']) ?? {}).flatMap((each) => [
    ...asTexts(at(each, 'value')),
    ...asTexts(Object.values(asObject(at(each, 'hashes')) ?? {})),
  ]);
}

/** Technique by the reference to MITRE ATT&CK, tactics by the phases of its kill chain. */
function attack(object: JsonObject): FoundFields {
  const references = asList(object['external_references']).filter((each) =>
    /^mitre(?:-\w+)?-attack$|^mitre-attack$/.test(asText(at(each, 'source_name')) ?? ''),
  );
  const ids = references
    .map((each) => asText(at(each, 'external_id')))
    .filter((id) => /^T\d{4}(?:\.\d{3})?$/.test(id ?? ''));
  const phases = asList(object['kill_chain_phases']).filter((each) => at(each, 'kill_chain_name') === 'mitre-attack');
  return {
    'threat.technique.id': ids.filter((id) => id !== null),
    'threat.technique.name': ids.length === 0 ? null : asText(object['name']),
    'threat.tactic.name': phases.flatMap((each) => asTexts(at(each, 'phase_name'))),
  };
}
