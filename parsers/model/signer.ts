/** What a report says of the key that signs it. The name is as typed: nothing here proves whose key it is. */
export interface SignerDescription {
  /** `own`: made by Exhibit for this examiner; `pkcs12`: the examiner's, from a file; `demonstration`: public, proves nothing. */
  readonly origin: 'demonstration' | 'own' | 'pkcs12';
  /** Common name in the certificate. */
  readonly name: string;
  readonly issuer: string;
  /** Fingerprint of the signer's certificate: SHA-256 of its DER, 64 hex digits. */
  readonly sha256: string;
  /** The same of the last certificate that comes with it, its issuer's; null where it comes alone. */
  readonly issuerSha256: string | null;
  /** UTC, ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
}
