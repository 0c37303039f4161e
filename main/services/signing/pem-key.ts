/** A signing key as one PEM text: private key, its certificate, its issuer's. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { SigningKey } from './signing-key.js';

export function pemOf({ privateKey, certificates }: Pick<SigningKey, 'privateKey' | 'certificates'>): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  return `${key.export({ format: 'pem', type: 'pkcs8' }).toString()}${certificatePem(certificates)}`;
}

/** Certificates one after the other, as tools import them. */
export function certificatePem(certificates: readonly Uint8Array[]): string {
  return certificates.map((der) => new X509Certificate(der).toString()).join('');
}

/** Reads what `pemOf` wrote. Throws where it is something else. */
export function readPem(text: string): Pick<SigningKey, 'privateKey' | 'certificates'> {
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const privateKey = createPrivateKey(text);
  const ders = certificates.map((pem) => new X509Certificate(pem));
  if (ders[0]?.checkPrivateKey(privateKey) !== true) throw new Error('the first certificate is not that of the key');
  return { privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }), certificates: ders.map(({ raw }) => raw) };
}
