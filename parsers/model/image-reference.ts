/** An image reference, taken apart; what is not written is null. */
export interface ImageReference {
  /** Registry and repository, without tag and digest. */
  readonly name: string | null;
  readonly tag: string | null;
  /** `sha256:...` as written. */
  readonly digest: string | null;
}

/** Takes `registry:5000/team/app:1.2@sha256:...` apart. A bare `sha256:...` is a digest without a name. */
export function imageReference(text: string): ImageReference {
  if (/^[a-z0-9]+:[0-9a-f]{32,}$/i.test(text)) return { name: null, tag: null, digest: text };
  const [beforeDigest = '', digest = null] = text.split('@', 2);
  const colon = beforeDigest.lastIndexOf(':');
  // A colon before the last slash belongs to the registry's port.
  const tagged = colon > beforeDigest.lastIndexOf('/');
  const name = tagged ? beforeDigest.slice(0, colon) : beforeDigest;
  return { name: name || null, tag: (tagged && beforeDigest.slice(colon + 1)) || null, digest };
}
