import { asList, asObject, asText, at } from '../../model/json.js';

/** True for a finding in the AWS Security Finding Format (ASFF). */
export function isHubFinding(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || asText(object['Id']) === null || asText(object['ProductArn']) === null) return false;
  return (
    asText(object['SchemaVersion']) === '2018-10-08' ||
    (Array.isArray(object['Types']) && Array.isArray(object['Resources'])) ||
    (asText(object['AwsAccountId']) !== null && asText(object['Title']) !== null)
  );
}

/** A field that the product wrote under a flattened path: `aws/guardduty/service/count`. */
export function productField(value: unknown, path: string): unknown {
  const fields = asObject(at(value, 'ProductFields')) ?? {};
  const key = Object.keys(fields).find((name) => name.startsWith('aws/') && name.endsWith(`/${path}`));
  return key === undefined ? undefined : fields[key];
}

/** The details of all resources of a type: `AwsEc2Instance`, `Container`. */
export function resourceDetails(value: unknown, type: string): readonly unknown[] {
  return asList(at(value, 'Resources')).flatMap((resource) => {
    const details = at(resource, 'Details', type);
    return details === undefined ? [] : [details];
  });
}
