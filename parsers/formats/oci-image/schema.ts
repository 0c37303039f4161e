import { asObject, asText, at } from '../../model/json.js';

/** Documents of an image: OCI image specification; `saved` is an element of `manifest.json` of docker save. */
export type ImageDocument = 'config' | 'manifest' | 'index' | 'saved';

/** Which document a value is; null for anything else. */
export function imageDocument(value: unknown): ImageDocument | null {
  const document = asObject(value);
  if (document === null) return null;
  if (Array.isArray(at(document, 'rootfs', 'diff_ids'))) return 'config';
  if (Array.isArray(document['Layers']) && asText(document['Config']) !== null) return 'saved';
  if (document['schemaVersion'] !== 2) return null;
  if (Array.isArray(document['layers']) && asObject(document['config']) !== null) return 'manifest';
  return Array.isArray(document['manifests']) ? 'index' : null;
}

/** The digest that a document's path gives it: `blobs/sha256/<hex>`, or `<hex>.json` of docker save. */
export function digestOfPath(path: string): string | null {
  const hex = /(?:^|\/)(?:blobs\/sha256\/([0-9a-f]{64})|([0-9a-f]{64})\.json)$/.exec(path);
  const found = hex?.[1] ?? hex?.[2];
  return found === undefined ? null : `sha256:${found}`;
}
