/**
 * Certificates (X.509 v3, RFC 5280) for an examiner without one: an issuer of its own, whose key is forgotten once it has
 * signed, and a certificate under it. A reader of PDFs trusts issuers, not single certificates; and an issuer that cannot
 * sign again vouches for this one key only.
 */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bitString, context, nothing, octetString, oid, sequence, setOf, TAG, unsigned, write } from './der.js';

const OID = {
  sha256WithRsa: '1.2.840.113549.1.1.11',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
  unit: '2.5.4.11',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const;

const RSA_BITS = 3072;
const YEARS = 10;
/** Upper bounds of RFC 5280, appendix A.1. */
const MAX_NAME = 64;

/** Who a self-made certificate speaks of, as typed. */
export interface CertificateName {
  readonly name: string;
  /** `''` for none. */
  readonly organisation: string;
  /** What kind of certificate this is, for whoever reads its details. */
  readonly unit: string;
}

/** A new key with its certificates; the issuer's key is gone when this returns. */
export function makeKeyWithIssuer(
  subject: CertificateName,
  now: Date,
): { readonly privateKey: Uint8Array; readonly certificates: readonly [own: Uint8Array, issuer: Uint8Array] } {
  const issuerKeys = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const keys = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const issuerName = distinguishedName({ ...subject, name: `Issuer of ${subject.name}` });
  const from = new Date(now);
  from.setUTCMilliseconds(0);
  const until = new Date(from);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const common = { issuer: issuerName, issuerKey: issuerKeys.privateKey, from, until };
  const issuer = certificate({
    ...common,
    subject: issuerName,
    publicKey: issuerKeys.publicKey,
    extensions: [
      extension(OID.basicConstraints, true, sequence(write(TAG.boolean, Buffer.of(0xff)), unsigned(Buffer.of(0)))),
      // keyCertSign
      extension(OID.keyUsage, true, write(TAG.bitString, Buffer.of(2, 0x04))),
    ],
  });
  const own = certificate({
    ...common,
    subject: distinguishedName(subject),
    publicKey: keys.publicKey,
    extensions: [
      // digitalSignature, nonRepudiation
      extension(OID.keyUsage, true, write(TAG.bitString, Buffer.of(6, 0xc0))),
      extension(OID.extendedKeyUsage, false, sequence(oid(OID.emailProtection), oid(OID.documentSigning))),
    ],
  });
  return { privateKey: keys.privateKey.export({ format: 'der', type: 'pkcs8' }), certificates: [own, issuer] };
}

interface CertificateFields {
  readonly subject: Uint8Array;
  readonly issuer: Uint8Array;
  readonly issuerKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly from: Date;
  readonly until: Date;
  readonly extensions: readonly Uint8Array[];
}

function certificate({
  subject,
  issuer,
  issuerKey,
  publicKey,
  from,
  until,
  extensions,
}: CertificateFields): Uint8Array {
  const algorithm = sequence(oid(OID.sha256WithRsa), nothing());
  const body = sequence(
    write(context(0), unsigned(Buffer.of(2))),
    unsigned(serialNumber()),
    algorithm,
    issuer,
    sequence(time(from), time(until)),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    write(
      context(3),
      sequence(
        ...extensions,
        extension(OID.subjectKeyId, false, octetString(keyId(publicKey))),
        extension(OID.authorityKeyId, false, sequence(write(0x80, keyId(createPublicKey(issuerKey))))),
      ),
    ),
  );
  return sequence(body, algorithm, bitString(sign('sha256', body, issuerKey)));
}

/** Positive, and never zero in front. */
function serialNumber(): Uint8Array {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes;
}

function keyId(key: KeyObject): Uint8Array {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
    .subarray(0, 20);
}

function distinguishedName({ name, organisation, unit }: CertificateName): Uint8Array {
  const parts = [
    [OID.organisation, organisation],
    [OID.unit, unit],
    [OID.commonName, name],
  ] as const;
  return sequence(
    ...parts
      .filter(([, text]) => text !== '')
      .map(([type, text]) =>
        setOf([sequence(oid(type), write(TAG.utf8, Buffer.from(Array.from(text).slice(0, MAX_NAME).join(''))))]),
      ),
  );
}

function extension(type: string, isCritical: boolean, value: Uint8Array): Uint8Array {
  const critical = isCritical ? [write(TAG.boolean, Buffer.of(0xff))] : [];
  return sequence(oid(type), ...critical, octetString(value));
}

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function time(date: Date): Uint8Array {
  const digits = date.toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050 ? write(0x17, Buffer.from(digits.slice(2))) : write(0x18, Buffer.from(digits));
}
