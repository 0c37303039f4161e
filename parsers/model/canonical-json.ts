/**
 * JSON with exactly one way to write a value, so that its hash can be computed again by anybody: RFC 8785 (JSON
 * Canonicalization Scheme): no white space, keys in order of their UTF-16 units, numbers and strings as ECMAScript writes
 * them. Lone surrogates, which RFC 8785 refuses, are written as escapes: evidence may hold them.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ExhibitLedger } from './ledger.js';

/**
 * Writes a JSON value canonically. Properties that are undefined are left out, as in `JSON.stringify`.
 * Throws `TypeError` for what JSON cannot hold: undefined, functions, bigints, numbers that are not finite.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`);
    return `{${entries.join(',')}}`;
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  throw new TypeError(`no JSON value: ${typeof value}`);
}

/** SHA-256 of an exhibit's ledger: of the UTF-8 bytes of its canonical JSON, 64 hex digits. */
export function ledgerHash(ledger: ExhibitLedger): string {
  return bytesToHex(sha256(new TextEncoder().encode(canonicalJson(ledger))));
}
