import { asText, asWhole } from './json.js';

const LAST_PORT = 65_535;
const OCTET = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/**
 * True for an IPv4 or IPv6 address without port and brackets. Leading zeros in an octet pass: anonymised records have
 * them.
 */
export function isIpAddress(text: string): boolean {
  return IPV4.test(text) || isIpv6(text);
}

function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%', 1);
  if (!/^[0-9a-f:.]{2,45}$/i.test(address) || !address.includes(':')) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const size = groups.length + (last.includes('.') ? 1 : 0);
  const fits = halves.length === 2 ? size < 8 : size === 8;
  return (
    fits &&
    groups.every((group, index) => /^[0-9a-f]{1,4}$/i.test(group) || (index === groups.length - 1 && IPV4.test(group)))
  );
}

/** An address with a port: `10.0.0.1:443`, `[::1]:443`, `fe80::1:443` as Falco writes it. Null for anything else. */
export function addressAndPort(text: string): { readonly address: string; readonly port: number } | null {
  const colon = text.lastIndexOf(':');
  const address = text.slice(0, Math.max(colon, 0)).replace(/^\[(.*)\]$/, '$1');
  const port = text.slice(colon + 1);
  if (!/^\d{1,5}$/.test(port) || Number(port) > LAST_PORT || !isIpAddress(address)) return null;
  return { address, port: Number(port) };
}

/** A port out of JSON of any origin; null for anything else. */
export function portNumber(value: unknown): number | null {
  const number = asWhole(value);
  return number === null || number < 0 || number > LAST_PORT ? null : number;
}

/** An address out of JSON of any origin; null for anything else. */
export function ipAddress(value: unknown): string | null {
  const text = asText(value);
  return text !== null && isIpAddress(text) ? text : null;
}

/** A domain without the dot that stands for the root. */
export function domainName(text: string): string {
  return text.replace(/(?<=.)\.$/, '');
}
