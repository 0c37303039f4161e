/** A key that can sign reports, with what it says of itself. */
import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { SignerDescription } from '../../../parsers/model/signer.js';

/** Where a key comes from decides what it may sign: see `signer-for.ts`. */
export interface SigningKey {
  readonly origin: SignerDescription['origin'];
  /** PKCS#8, DER. */
  readonly privateKey: Uint8Array;
  /** DER; the signer's own first, then those that lead to its issuer. */
  readonly certificates: readonly Uint8Array[];
}

/** What can sign here, and how PKCS#1 and X9.62 name it. */
export type KeyKind = 'rsa' | 'ec';

/** Kind of a key; null for one that Exhibit does not sign with. */
export function keyKind(key: KeyObject): KeyKind | null {
  const { asymmetricKeyType: type } = key;
  if (type === 'rsa') return 'rsa';
  return type === 'ec' && CURVE_ORDERS[key.asymmetricKeyDetails?.namedCurve ?? ''] !== undefined ? 'ec' : null;
}

/** Orders of the curves' base points (FIPS 186-4, D.1.2), by OpenSSL's name. */
export const CURVE_ORDERS: Readonly<Record<string, bigint>> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  secp521r1:
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
};

export function privateKeyOf(key: SigningKey): KeyObject {
  return createPrivateKey({ key: Buffer.from(key.privateKey), format: 'der', type: 'pkcs8' });
}

/** SHA-256 of bytes as 64 hex digits; of a certificate's DER it is its fingerprint. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The name a certificate states: its common name, else its whole subject in one line. Anybody can state any name. */
export function statedName(certificate: X509Certificate): string {
  return namePart(certificate.subject);
}

function namePart(name: string): string {
  const common = /^CN=(.*)$/m.exec(name)?.[1];
  return common === undefined ? name.replaceAll('\n', ', ') : common.replaceAll(/\\(.)/g, '$1');
}

/** What the report prints of the key that will sign it. */
export function describeSigner({ origin, certificates }: SigningKey): SignerDescription {
  const [own] = certificates;
  const root = certificates.at(-1);
  if (own === undefined || root === undefined) throw new Error('a signing key came without a certificate');
  const certificate = new X509Certificate(own);
  return {
    origin,
    name: statedName(certificate),
    issuer: namePart(certificate.issuer),
    sha256: sha256Hex(own),
    issuerSha256: certificates.length > 1 ? sha256Hex(root) : null,
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: new Date(certificate.validTo).toISOString(),
  };
}
