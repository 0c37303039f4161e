import { asList, asObject, asText, asTexts, asWhole } from '../../model/json.js';

/**
 * One finding of GuardDuty, in whatever spelling: `camelCase` (EventBridge, S3 export) or `PascalCase` (command line). Its
 * parts are asked by path in camelCase. Source: GuardDuty user guide "Finding format".
 */
export interface Finding {
  /** The value under a path, in either spelling. */
  readonly value: (...path: readonly string[]) => unknown;
  readonly text: (...path: readonly string[]) => string | null;
  readonly whole: (...path: readonly string[]) => number | null;
  readonly list: (...path: readonly string[]) => readonly Finding[];
  readonly texts: (...path: readonly string[]) => readonly string[];
}

/** A finding, or a part of one. */
export function findingAt(root: unknown): Finding {
  const value = (...path: readonly string[]) => inEitherSpelling(root, path);
  return {
    value,
    text: (...path) => asText(value(...path)),
    whole: (...path) => asWhole(value(...path)),
    list: (...path) => asList(value(...path)).map(findingAt),
    texts: (...path) => asTexts(value(...path)),
  };
}

function inEitherSpelling(root: unknown, path: readonly string[]): unknown {
  let here = root;
  for (const key of path) {
    const object = asObject(here);
    const capital = key.charAt(0).toUpperCase() + key.slice(1);
    const name = [key, capital].find((each) => object !== null && Object.hasOwn(object, each));
    if (object === null || name === undefined) return undefined;
    here = object[name];
  }
  return here;
}

/** `Recon:EC2/PortProbeUnprotectedPort`, `Execution:Container/MaliciousFile!...` */
const TYPE = /^[A-Z][A-Za-z]+:[A-Za-z0-9]+\/[A-Za-z]/;

/** True for a finding: GuardDuty's service block, or a type of GuardDuty's with severity and resource. */
export function isFinding(value: unknown): boolean {
  const finding = findingAt(value);
  if (finding.text('id') === null || !TYPE.test(finding.text('type') ?? '')) return false;
  if (finding.text('service', 'serviceName') === 'guardduty') return true;
  return (
    finding.text('severity') !== null &&
    asObject(finding.value('resource')) !== null &&
    finding.text('accountId') !== null
  );
}
