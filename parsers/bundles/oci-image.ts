import type { BundleKind, EntryNames } from './bundle.js';

/** Images as `docker save` and OCI layouts pack them (formats 5.2). */
export const ociImage: BundleKind = { id: 'oci-image', recognise };

function recognise(names: EntryNames): string | null {
  const blobs = [...names].filter((name) => /^blobs\/sha256\/[0-9a-f]{64}$/.test(name)).length;
  if (names.has('oci-layout') && blobs > 0) return `An image: oci-layout and ${blobs} blobs named by their SHA-256.`;
  if (!names.has('manifest.json')) return null;
  const layers = [...names].filter((name) => /^[0-9a-f]{64}(?:\/layer)?\.tar(?:\.gz)?$/.test(name)).length;
  if (blobs > 0) return `An image: manifest.json and ${blobs} blobs named by their SHA-256.`;
  return layers > 0 ? `An image as docker save writes it: manifest.json and ${layers} layers.` : null;
}
