import { asList, asObject, asText } from '../../model/json.js';

/** The XML of a bill of materials in the shape of its JSON, as far as that is read; null for other elements. */
export function bomOfXml(value: unknown): object | null {
  const bom = asObject(value);
  if (asText(bom?.['element']) !== 'bom') return null;
  const metadata = child(bom, 'metadata');
  return {
    bomFormat: 'CycloneDX',
    serialNumber: attribute(bom, 'serialNumber'),
    metadata: { timestamp: text(child(metadata, 'timestamp')), component: component(child(metadata, 'component')) },
    components: children(child(bom, 'components'), 'component').map(component),
    vulnerabilities: children(child(bom, 'vulnerabilities'), 'vulnerability').map((each) => ({
      id: text(child(each, 'id')),
      description: text(child(each, 'description')),
      recommendation: text(child(each, 'recommendation')),
      ratings: children(child(each, 'ratings'), 'rating').map((rating) => ({
        severity: text(child(rating, 'severity')),
      })),
      affects: children(child(each, 'affects'), 'target').map((target) => ({ ref: text(child(target, 'ref')) })),
    })),
  };
}

function component(element: unknown): object | null {
  if (element === null) return null;
  return {
    type: attribute(element, 'type'),
    'bom-ref': attribute(element, 'bom-ref'),
    group: text(child(element, 'group')),
    name: text(child(element, 'name')),
    version: text(child(element, 'version')),
    purl: text(child(element, 'purl')),
    hashes: children(child(element, 'hashes'), 'hash').map((hash) => ({
      alg: attribute(hash, 'alg'),
      content: text(hash),
    })),
    components: children(child(element, 'components'), 'component').map(component),
  };
}

function children(element: unknown, name: string): readonly unknown[] {
  return asList(asObject(element)?.['children']).filter((each) => asObject(each)?.['element'] === name);
}

function child(element: unknown, name: string): unknown {
  return children(element, name)[0] ?? null;
}

function attribute(element: unknown, name: string): string | null {
  return asText(asObject(asObject(element)?.['attributes'])?.[name]);
}

function text(element: unknown): string | null {
  const words = asList(asObject(element)?.['children']).filter((each) => typeof each === 'string');
  return asText(words.join('').trim());
}
