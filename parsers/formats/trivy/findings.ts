import type { NormalisedEvent } from '../../model/event.js';
import { asList, asObject, asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { severityOfWord } from '../../model/severity.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** The findings of one result. What a secret looks like stays in the record; passed checks are none. */
export function findingsOf(result: JsonObject, about: FoundFields): readonly NormalisedEvent[] {
  const target = asText(result['Target']);
  const each = (key: string, read: (finding: JsonObject) => Finding): readonly NormalisedEvent[] =>
    asList(result[key]).flatMap((value) => {
      const finding = asObject(value);
      if (finding === null || asText(finding['Status']) === 'PASS') return [];
      const { fields, said } = read(finding);
      const severity = asText(finding['Severity']);
      const common: FoundFields = {
        'event.type': 'info',
        'event.severity': severity,
        'exhibit.severity': severityOfWord(severity),
      };
      const message = `${said}${severity === null ? '' : ` (${severity})`} in ${target ?? 'a target not named'}`;
      return [{ time: null, fields: statedFields(about, common, fields), message }];
    });
  return [
    ...each('Vulnerabilities', vulnerability),
    ...each('Misconfigurations', (finding) => misconfiguration(finding, target)),
    ...each('Secrets', (finding) => secret(finding, target)),
    ...each('Licenses', licence),
  ];
}

interface Finding {
  readonly fields: FoundFields;
  readonly said: string;
}

function vulnerability(finding: JsonObject): Finding {
  const text = (key: string): string | null => asText(finding[key]);
  return {
    fields: {
      'event.action': 'vulnerability',
      'event.reason': text('Title'),
      'vulnerability.id': text('VulnerabilityID'),
      'vulnerability.severity': text('Severity'),
      'package.name': text('PkgName'),
      'package.version': text('InstalledVersion'),
      'package.reference': asText(at(finding, 'PkgIdentifier', 'PURL')),
      'exhibit.package.fixed': text('FixedVersion'),
      'file.path': text('PkgPath'),
      'exhibit.image.layer': asText(at(finding, 'Layer', 'DiffID')),
    },
    said: `${text('VulnerabilityID') ?? 'vulnerability'} in ${text('PkgName') ?? '?'} ${text('InstalledVersion') ?? ''}`.trimEnd(),
  };
}

function misconfiguration(finding: JsonObject, target: string | null): Finding {
  const text = (key: string): string | null => asText(finding[key]);
  return {
    fields: {
      'event.action': 'misconfiguration',
      'event.category': 'configuration',
      'event.reason': text('Message'),
      'rule.id': text('ID') ?? text('AVDID'),
      'rule.name': text('Title'),
      'rule.category': text('Type'),
      'file.path': target,
      'exhibit.outcome.original': text('Status'),
    },
    said: `${text('ID') ?? 'misconfiguration'} ${text('Message') ?? text('Title') ?? ''}`.trimEnd(),
  };
}

function secret(finding: JsonObject, target: string | null): Finding {
  const text = (key: string): string | null => asText(finding[key]);
  return {
    fields: {
      'event.action': 'secret',
      'event.category': 'configuration',
      'rule.id': text('RuleID'),
      'rule.name': text('Title'),
      'rule.category': text('Category'),
      'file.path': target,
      'exhibit.image.layer': asText(at(finding, 'Layer', 'DiffID')),
    },
    said: `secret ${text('RuleID') ?? ''} (${text('Title') ?? ''}) on line ${text('StartLine') ?? '?'}`,
  };
}

function licence(finding: JsonObject): Finding {
  const text = (key: string): string | null => asText(finding[key]);
  return {
    fields: {
      'event.action': 'licence',
      'rule.name': text('Name'),
      'rule.category': text('Category'),
      'package.name': text('PkgName'),
      'file.path': text('FilePath'),
    },
    said: `licence ${text('Name') ?? '?'} of ${text('PkgName') ?? text('FilePath') ?? '?'}`,
  };
}
