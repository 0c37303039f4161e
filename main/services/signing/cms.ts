/**
 * The signature value of a report: CMS SignedData (RFC 5652), detached, with exactly the signed attributes of PAdES-B-B
 * (ETSI EN 319 142-1, 6.3): content type, message digest, signing certificate (RFC 5035). No signing time, which would
 * stand in `/M` and here; no unsigned attributes.
 *
 * The signing-certificate attribute names every certificate that is carried, so that no byte of them is without
 * signature. Everything but certificates, digest and signature value is fixed, so a reader builds the same again and
 * compares: there is one way to write a signature.
 */
import { createHash, sign, X509Certificate, type KeyObject } from 'node:crypto';
import {
  contentOf,
  context,
  DerFault,
  inside,
  nothing,
  octetString,
  oid,
  readWhole,
  sequence,
  setOf,
  TAG,
  unsigned,
  write,
} from './der.js';
import { CURVE_ORDERS, keyKind, privateKeyOf, type KeyKind, type SigningKey } from './signing-key.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

const ONE = unsigned(Buffer.of(1));
const SHA256 = sequence(oid(OID.sha256));
const SIGNATURE_ALGORITHM: Readonly<Record<KeyKind, Uint8Array>> = {
  rsa: sequence(oid('1.2.840.113549.1.1.11'), nothing()),
  ec: sequence(oid('1.2.840.10045.4.3.2')),
};

/** What a signature is made of; everything else follows. */
export interface SignatureParts {
  readonly kind: KeyKind;
  /** The signer's certificate, DER. */
  readonly signer: Uint8Array;
  /** The others that are carried. */
  readonly others: readonly Uint8Array[];
  /** SHA-256 of what is signed. */
  readonly digest: Uint8Array;
  readonly signature: Uint8Array;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));

/** The attributes under the signature, as the SET whose bytes are signed. */
export function signedAttributes({
  signer,
  others,
  digest,
}: Pick<SignatureParts, 'signer' | 'others' | 'digest'>): Uint8Array {
  // SHA-256 is the default algorithm of ESSCertIDv2, which DER leaves out.
  const named = [signer, ...others.toSorted((a, b) => Buffer.compare(a, b))].map((certificate) =>
    sequence(octetString(sha256(certificate))),
  );
  return setOf([
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(digest)),
    attribute(OID.signingCertificateV2, sequence(sequence(...named))),
  ]);
}

/** Writes the CMS of these parts. */
export function writeCms(parts: SignatureParts): Uint8Array {
  const { kind, signer, others, signature } = parts;
  const signerInfo = sequence(
    ONE,
    issuerAndSerial(signer),
    SHA256,
    write(context(0), contentOf(readWhole(signedAttributes(parts)), TAG.set)),
    SIGNATURE_ALGORITHM[kind],
    octetString(signature),
  );
  const signedData = sequence(
    ONE,
    setOf([SHA256]),
    sequence(oid(OID.data)),
    setOf([signer, ...others], context(0)),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), write(context(0), signedData));
}

/** TBSCertificate begins with an optional version `[0]`, serial number, algorithm, issuer (RFC 5280, 4.1). */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const [body] = inside(readWhole(certificate), TAG.sequence);
  const fields = inside(body, TAG.sequence);
  const [serial, , issuer] = fields[0]?.tag === context(0) ? fields.slice(1) : fields;
  if (serial === undefined || issuer === undefined) throw new Error('a certificate has no issuer');
  return sequence(issuer.whole, serial.whole);
}

/** Signs a digest. The key's certificate must be the first of its certificates, as `SigningKey` says. */
export function signDigest(key: SigningKey, digest: Uint8Array): Uint8Array {
  const [signer, ...others] = key.certificates;
  if (signer === undefined) throw new Error('a signing key came without a certificate');
  const privateKey = privateKeyOf(key);
  const kind = keyKind(privateKey);
  if (kind === null) throw new Error('this kind of key cannot sign a report');
  const attributes = signedAttributes({ signer, others, digest });
  return writeCms({ kind, signer, others, digest, signature: signatureValue(privateKey, kind, attributes) });
}

/** Bytes that hold any CMS of a key: those of certificates and signature, and the fixed rest. */
export function cmsCapacity({ certificates }: SigningKey): number {
  return certificates.reduce((sum, certificate) => sum + certificate.length + 64, 2048);
}

function signatureValue(key: KeyObject, kind: KeyKind, bytes: Uint8Array): Uint8Array {
  if (kind === 'rsa') return sign('sha256', bytes, key);
  const order = CURVE_ORDERS[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 0n;
  const both = sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  const half = both.length / 2;
  const s = toBigInt(both.subarray(half));
  // Of s and order - s both verify: only the smaller one is taken, so that nobody can write a signature anew.
  const smaller = s > order / 2n ? order - s : s;
  return sequence(unsigned(both.subarray(0, half)), unsigned(toBytes(smaller)));
}

/** Whether an ECDSA signature has the smaller of the two values that verify. */
export function isSmallerS(signature: Uint8Array, key: KeyObject): boolean {
  const order = CURVE_ORDERS[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 0n;
  const [, s] = inside(readWhole(signature), TAG.sequence);
  return toBigInt(contentOf(s, TAG.integer)) <= order / 2n;
}

function toBigInt(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

/** Takes a CMS apart that has the form of `writeCms`. Throws `DerFault` where it has another. */
export function readCms(der: Uint8Array): SignatureParts {
  const [, wrapped] = inside(readWhole(der), TAG.sequence);
  const [signedData] = inside(wrapped, context(0));
  const [, , , carried, infos] = inside(signedData, TAG.sequence);
  const certificates = inside(carried, context(0)).map(({ whole }) => whole);
  const info = inside(inside(infos, TAG.set)[0], TAG.sequence);
  const attributes = inside(info[3], context(0)).map((one) => inside(one, TAG.sequence));
  const valueOf = (type: string) => {
    const typed = Buffer.from(oid(type));
    const found = attributes.find(([name]) => name !== undefined && typed.equals(name.whole));
    return inside(found?.[1], TAG.set)[0];
  };
  const [named] = inside(inside(valueOf(OID.signingCertificateV2), TAG.sequence)[0], TAG.sequence);
  const signerHash = Buffer.from(contentOf(inside(named, TAG.sequence)[0], TAG.octetString));
  const signer = certificates.find((certificate) => signerHash.equals(sha256(certificate)));
  if (signer === undefined) throw new DerFault('the certificate that the signature names is not carried');
  const kind = keyKind(new X509Certificate(signer).publicKey);
  if (kind === null) throw new DerFault('its key is neither RSA nor on a curve of NIST');
  return {
    kind,
    signer,
    others: certificates.filter((certificate) => certificate !== signer),
    digest: contentOf(valueOf(OID.messageDigest), TAG.octetString),
    signature: contentOf(info[5], TAG.octetString),
  };
}
