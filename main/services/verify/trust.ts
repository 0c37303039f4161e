import { X509Certificate } from 'node:crypto';

/** A certificate the reader has from elsewhere: itself, or its fingerprint (64 hex digits, lower case). */
export interface Trusted {
  readonly sha256: string;
  /** Null where only the fingerprint is known. */
  readonly certificate: X509Certificate | null;
}

/** Reads a fingerprint as people write it (`AB:CD:...`, any case); null for other text. */
export function readFingerprint(text: string): Trusted | null {
  const sha256 = text.replaceAll(/[:\s]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(sha256) ? { sha256, certificate: null } : null;
}

/** Reads certificates from a file, PEM or DER. Throws where it holds none. */
export function readCertificates(bytes: Buffer): readonly Trusted[] {
  const pems = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return (pems ?? [bytes]).map((one) => {
    const certificate = new X509Certificate(one);
    return { sha256: fingerprint(certificate), certificate };
  });
}

export function fingerprint(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}

/**
 * Whether a certificate is trusted, or issued by one that is.
 *
 * @param carried others that came with it and may stand between
 */
export function isTrusted(
  own: X509Certificate,
  carried: readonly X509Certificate[],
  trusted: readonly Trusted[],
): boolean {
  const issuers = [...carried, ...trusted.flatMap(({ certificate }) => certificate ?? [])];
  const reached = [own];
  for (const one of reached) {
    if (trusted.some(({ sha256 }) => sha256 === fingerprint(one))) return true;
    const above = issuers.filter((issuer) => issuer.ca && one.checkIssued(issuer) && one.verify(issuer.publicKey));
    reached.push(...above.filter((issuer) => !reached.some((known) => known.raw.equals(issuer.raw))));
  }
  return false;
}
