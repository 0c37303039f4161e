/** Where a socket address leads. */
export interface SocketAddress {
  readonly ip: string | null;
  readonly port: number | null;
  /** Of a UNIX socket; one in the abstract name space begins with `@`. */
  readonly path: string | null;
}

const NOWHERE: SocketAddress = { ip: null, port: null, path: null };
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;

/** Reads `saddr`, a `struct sockaddr` in hex: the family in the machine's order (little endian), port and address in the network's. */
export function socketAddress(hex: string): SocketAddress {
  if (hex.length % 2 !== 0 || !/^[0-9A-Fa-f]{4,512}$/.test(hex)) return NOWHERE;
  const bytes = Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  const [low = 0, high = 0] = bytes;
  const family = low + high * 256;
  if (family === AF_UNIX) return { ...NOWHERE, path: unixPath(bytes.slice(2)) };
  const port = (bytes[2] ?? 0) * 256 + (bytes[3] ?? 0);
  if (family === AF_INET && bytes.length >= 8) return { ip: bytes.slice(4, 8).join('.'), port, path: null };
  if (family === AF_INET6 && bytes.length >= 24) return { ip: ipv6(bytes.slice(8, 24)), port, path: null };
  return NOWHERE;
}

function unixPath(bytes: readonly number[]): string | null {
  const isAbstract = bytes[0] === 0;
  const name = isAbstract ? bytes.slice(1) : bytes;
  const end = name.indexOf(0);
  const path = new TextDecoder().decode(Uint8Array.from(end < 0 ? name : name.slice(0, end)));
  return path === '' ? null : `${isAbstract ? '@' : ''}${path}`;
}

/** RFC 5952: the longest run of zeros, of two groups at least, is left out. */
function ipv6(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bytes[index * 2] ?? 0) * 256 + (bytes[index * 2 + 1] ?? 0)).toString(16),
  );
  let best = { from: 0, length: 1 };
  for (let from = 0; from < 8; from++) {
    let length = 0;
    while (groups[from + length] === '0') length++;
    if (length > best.length) best = { from, length };
  }
  if (best.length < 2) return groups.join(':');
  return `${groups.slice(0, best.from).join(':')}::${groups.slice(best.from + best.length).join(':')}`;
}
