import { asObject, asText } from '../../model/json.js';

/** True for a bill of materials as JSON. Specification: CycloneDX 1.2 to 1.7. */
export function isBom(value: unknown): boolean {
  const bom = asObject(value);
  return bom?.['bomFormat'] === 'CycloneDX' && asText(bom['specVersion']) !== null;
}
