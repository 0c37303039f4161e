/**
 * Reads a person's key and certificates from a PKCS#12 file (RFC 7292): what certificate authorities hand out and what
 * `openssl pkcs12 -export` writes. Encryption by PBES2 (AES, Triple DES) and by the older Triple DES of PKCS#12; RC2, which
 * OpenSSL itself has put away, is refused with the command that converts the file.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  pbkdf2Sync,
  timingSafeEqual,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { BridgeFailure } from '../../bridge/failure.js';
import { contentOf, context, DerFault, inside, oidText, readWhole, TAG, wholeNumber, type Der } from './der.js';
import { keyKind, type SigningKey } from './signing-key.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  tripleDes: '1.2.840.113549.1.12.1.3',
} as const;

interface Digest {
  readonly name: string;
  /** Bytes that its compression takes at once. */
  readonly block: number;
}
const SHA1: Digest = { name: 'sha1', block: 64 };
const DIGESTS: Readonly<Record<string, Digest>> = {
  '1.3.14.3.2.26': SHA1,
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', block: 64 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', block: 128 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', block: 128 },
};
const PRFS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const CIPHERS: Readonly<Record<string, { readonly name: string; readonly keyBytes: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyBytes: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyBytes: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyBytes: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyBytes: 24 },
};

/** More would hang the program before it could say why. */
const MAX_ITERATIONS = 10_000_000;
const MIN_RSA_BITS = 2048;

const CONVERT =
  'Convert it where OpenSSL is: openssl pkcs12 -legacy -in old.p12 -nodes | openssl pkcs12 -export -out new.p12';

/** Faults of the file that have a sentence of their own for the person. */
class Unusable extends Error {}

/**
 * Reads the one key of a file, its certificate and those that lead to its issuer.
 *
 * @param name of the file, for messages
 * @throws BridgeFailure `bad-arguments`: wrong passphrase, another format, more than one key, expired, too weak
 */
export function readPkcs12(bytes: Uint8Array, passphrase: string, name: string, now: Date): SigningKey {
  try {
    return signingKeyOf(readBags(bytes, passphrase), now);
  } catch (error) {
    if (error instanceof Unusable) throw new BridgeFailure('bad-arguments', `${name}: ${error.message}`);
    if (!(error instanceof DerFault)) throw error;
    throw new BridgeFailure(
      'bad-arguments',
      `${name} is no PKCS#12 file (.p12, .pfx) in the form that Exhibit reads: ${error.message}. ${CONVERT}`,
    );
  }
}

/** What a file holds, decrypted. */
interface Bags {
  readonly keys: Uint8Array[];
  readonly certificates: Uint8Array[];
}

function readBags(bytes: Uint8Array, passphrase: string): Bags {
  const [version, authSafe, mac] = inside(readWhole(bytes), TAG.sequence);
  if (wholeNumber(version) !== 3) throw new DerFault('its version is not 3');
  const safe = dataOf(authSafe);
  if (mac !== undefined) checkMac(mac, safe, passphrase);
  const bags: Bags = { keys: [], certificates: [] };
  for (const part of inside(readWhole(safe), TAG.sequence)) {
    for (const bag of inside(readWhole(contentsOf(part, passphrase)), TAG.sequence)) takeBag(bag, passphrase, bags);
  }
  return bags;
}

/** Content of a ContentInfo of type data. */
function dataOf(contentInfo: Der | undefined): Uint8Array {
  const [type, wrapped] = inside(contentInfo, TAG.sequence);
  if (oidText(type) !== OID.data) throw new DerFault('it is locked with a public key, not with a passphrase');
  return contentOf(inside(wrapped, context(0))[0], TAG.octetString);
}

function contentsOf(part: Der, passphrase: string): Uint8Array {
  const [type, wrapped] = inside(part, TAG.sequence);
  if (oidText(type) !== OID.encryptedData) return dataOf(part);
  const [, encrypted] = inside(inside(wrapped, context(0))[0], TAG.sequence);
  const [, algorithm, content] = inside(encrypted, TAG.sequence);
  return decrypt(algorithm, contentOf(content, 0x80), passphrase);
}

function takeBag(bag: Der, passphrase: string, bags: Bags): void {
  const [type, wrapped] = inside(bag, TAG.sequence);
  const [value] = inside(wrapped, context(0));
  switch (oidText(type)) {
    case OID.keyBag:
      bags.keys.push(value?.whole ?? new Uint8Array());
      break;
    case OID.shroudedKeyBag: {
      const [algorithm, encrypted] = inside(value, TAG.sequence);
      bags.keys.push(decrypt(algorithm, contentOf(encrypted, TAG.octetString), passphrase));
      break;
    }
    case OID.certificateBag: {
      const [kind, certificate] = inside(value, TAG.sequence);
      if (oidText(kind) !== OID.x509Certificate) break;
      bags.certificates.push(contentOf(inside(certificate, context(0))[0], TAG.octetString));
      break;
    }
    default:
    // Other bags (revocation lists, secrets) are no business of a signature.
  }
}

/** RFC 7292, 4: HMAC over the authenticated safe. A wrong passphrase shows here. */
function checkMac(mac: Der, safe: Uint8Array, passphrase: string): void {
  const [info, salt, iterations] = inside(mac, TAG.sequence);
  const [algorithm, stated] = inside(info, TAG.sequence);
  const digest = DIGESTS[oidText(inside(algorithm, TAG.sequence)[0])];
  if (digest === undefined) throw new Unusable(`its check value is of a kind that Exhibit does not know. ${CONVERT}`);
  const expected = contentOf(stated, TAG.octetString);
  const key = derive(passphrase, {
    digest,
    id: 3,
    salt: contentOf(salt, TAG.octetString),
    iterations: iterations === undefined ? 1 : limited(iterations),
    bytes: expected.length,
  });
  const found = createHmac(digest.name, key).update(safe).digest();
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw wrongPassphrase();
}

function wrongPassphrase(): Unusable {
  return new Unusable('the passphrase does not open it, or the file is damaged. Type the passphrase again.');
}

function limited(iterations: Der | undefined): number {
  const count = wholeNumber(iterations);
  if (count < 1 || count > MAX_ITERATIONS)
    throw new Unusable(`it asks for ${count} rounds of its key derivation. ${CONVERT}`);
  return count;
}

function decrypt(algorithm: Der | undefined, content: Uint8Array, passphrase: string): Uint8Array {
  const { cipher, key, iv } = cipherOf(algorithm, passphrase);
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  } catch {
    throw wrongPassphrase();
  }
}

interface Cipher {
  readonly cipher: string;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

function cipherOf(algorithm: Der | undefined, passphrase: string): Cipher {
  const [type, parameters] = inside(algorithm, TAG.sequence);
  const name = oidText(type);
  if (name === OID.pbes2) return pbes2Cipher(parameters, passphrase);
  if (name !== OID.tripleDes)
    throw new Unusable(`it is encrypted in an old way (${name}) that Exhibit does not read. ${CONVERT}`);
  const [salt, iterations] = inside(parameters, TAG.sequence);
  const common = { digest: SHA1, salt: contentOf(salt, TAG.octetString), iterations: limited(iterations) };
  return {
    cipher: 'des-ede3-cbc',
    key: derive(passphrase, { ...common, id: 1, bytes: 24 }),
    iv: derive(passphrase, { ...common, id: 2, bytes: 8 }),
  };
}

/** RFC 8018, 6.2. */
function pbes2Cipher(parameters: Der | undefined, passphrase: string): Cipher {
  const [derivation, encryption] = inside(parameters, TAG.sequence);
  const [scheme, iv] = inside(encryption, TAG.sequence);
  const [kdf, kdfParameters] = inside(derivation, TAG.sequence);
  const cipher = CIPHERS[oidText(scheme)];
  if (oidText(kdf) !== OID.pbkdf2 || cipher === undefined)
    throw new Unusable(`it is encrypted in a way that Exhibit does not read. ${CONVERT}`);
  const [salt, iterations, ...options] = inside(kdfParameters, TAG.sequence);
  const prf = options.find(({ tag }) => tag === TAG.sequence);
  const hash = prf === undefined ? 'sha1' : PRFS[oidText(inside(prf, TAG.sequence)[0])];
  if (hash === undefined) throw new Unusable(`its key is derived in a way that Exhibit does not read. ${CONVERT}`);
  return {
    cipher: cipher.name,
    key: pbkdf2Sync(passphrase, contentOf(salt, TAG.octetString), limited(iterations), cipher.keyBytes, hash),
    iv: contentOf(iv, TAG.octetString),
  };
}

/** RFC 7292, B.2: key, initialisation vector (`id` 1, 2) and MAC key (3) from a passphrase. */
function derive(
  passphrase: string,
  of: {
    readonly digest: Digest;
    readonly id: number;
    readonly salt: Uint8Array;
    readonly iterations: number;
    readonly bytes: number;
  },
): Uint8Array {
  const { block, name } = of.digest;
  const filled = (bytes: Uint8Array) => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16();
  const input = Buffer.concat([filled(of.salt), filled(password)]);
  const parts: Buffer[] = [];
  for (let length = 0; length < of.bytes;) {
    let hash = createHash(name).update(Buffer.alloc(block, of.id)).update(input).digest();
    for (let round = 1; round < of.iterations; round += 1) hash = createHash(name).update(hash).digest();
    parts.push(hash);
    length += hash.length;
    addToBlocks(input, Buffer.alloc(block, hash));
  }
  return Buffer.concat(parts).subarray(0, of.bytes);
}

/** Adds a number and one to every block of its length, modulo that length, in place. */
function addToBlocks(blocks: Buffer, number: Buffer): void {
  for (let from = 0; from < blocks.length; from += number.length) {
    let carry = 1;
    for (let index = number.length - 1; index >= 0; index -= 1) {
      const sum = (blocks[from + index] ?? 0) + (number[index] ?? 0) + carry;
      blocks[from + index] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}

function signingKeyOf({ keys, certificates }: Bags, now: Date): SigningKey {
  const [only, ...more] = keys;
  if (only === undefined) throw new Unusable('it holds no private key. Export key and certificate together.');
  if (more.length > 0) throw new Unusable(`it holds ${keys.length} private keys. Export the one that is to sign.`);
  const key = privateKey(only);
  checkStrength(key);
  const known = certificates.map((der) => new X509Certificate(der));
  const own = known.find((certificate) => certificate.checkPrivateKey(key));
  if (own === undefined)
    throw new Unusable('it holds no certificate for its key. Export key and certificate together.');
  const expired = new Date(own.validTo);
  if (expired < now) throw new Unusable(`its certificate expired on ${expired.toISOString()}. Get a new one.`);
  return { origin: 'pkcs12', privateKey: only, certificates: chainOf(own, known).map(({ raw }) => raw) };
}

function privateKey(pkcs8: Uint8Array): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  } catch {
    throw new Unusable(`its private key cannot be read. ${CONVERT}`);
  }
}

function checkStrength(key: KeyObject): void {
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (keyKind(key) === null)
    throw new Unusable(
      'its key is neither RSA nor on a NIST curve (P-256, P-384, P-521): other keys cannot sign a report.',
    );
  if (bits !== undefined && bits < MIN_RSA_BITS)
    throw new Unusable(`its RSA key has ${bits} bits; at least ${MIN_RSA_BITS} are needed.`);
}

/** A certificate and, one after the other, those that issued it. */
function chainOf(own: X509Certificate, known: readonly X509Certificate[]): readonly X509Certificate[] {
  const chain = [own];
  for (let last = own; ;) {
    const issuer = known.find((one) => !chain.includes(one) && last.checkIssued(one) && last.verify(one.publicKey));
    if (issuer === undefined) return chain;
    chain.push(issuer);
    last = issuer;
  }
}
