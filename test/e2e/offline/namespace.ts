import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The interface to which everything goes that is not for this machine itself. */
export const OUTSIDE = 'outside0';
/** Addresses of machines that do not exist, on the far side of it (RFC 5737, RFC 3849). */
export const FAR_IPV4 = '198.51.100.7';
export const FAR_IPV6 = '2001:db8:1::7';

/**
 * Lets an empty network namespace look like a machine with a network: loopback, an interface with addresses and default
 * routes whose other end nobody listens to, a name server behind it. Without that, programs see that there is no network and
 * do not even try. Nothing on that interface speaks by itself: no neighbour discovery, no address resolution.
 */
const SET_UP = `set -e
ip link set lo up
ip link add ${OUTSIDE} type veth peer name outside1
for end in ${OUTSIDE} outside1; do ip link set $end addrgenmode none arp off multicast off; done
ip addr add 192.0.2.2/24 dev ${OUTSIDE}
ip addr add 2001:db8::2/64 dev ${OUTSIDE} nodad
ip link set outside1 up
ip link set ${OUTSIDE} up
ip route add default dev ${OUTSIDE}
ip -6 route add default dev ${OUTSIDE}
names=$(mktemp)
echo "nameserver 198.51.100.53" > "$names"
mount --bind "$names" "$(readlink -f /etc/resolv.conf)"
rm "$names"
exec "$@"`;

/** As an ordinary user in a user namespace, else as root without one. */
const ENTRANCES = [
  ['unshare', '-rnm'],
  ['unshare', '-nm'],
] as const;

export type Entrance = { readonly command: readonly string[] } | { readonly missing: string };

/** How to run a command in such a namespace, or why this machine cannot. */
export function findEntrance(): Entrance {
  if (process.platform !== 'linux') return { missing: 'network namespaces are a thing of Linux' };
  const reasons: string[] = [];
  for (const entrance of ENTRANCES) {
    const command = [...entrance, 'sh', '-c', SET_UP, 'sh'];
    const [executable = '', ...args] = command;
    const { status, stderr, error } = spawnSync(executable, [...args, 'true'], { encoding: 'utf8' });
    if (status === 0) return { command };
    reasons.push(`${entrance.join(' ')}: ${(error?.message ?? stderr).trim()}`);
  }
  return { missing: reasons.join('; ') };
}

/** Packets that an interface of this namespace has sent and received since it is up. */
export function packets(name: string): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((one) => one.trimStart().startsWith(`${name}:`));
  if (line === undefined) throw new Error(`there is no interface ${name}`);
  // Per direction eight numbers: bytes, packets, ...; sending comes second.
  const numbers = line
    .slice(line.indexOf(':') + 1)
    .trim()
    .split(/\s+/)
    .map(Number);
  return (numbers[1] ?? 0) + (numbers[9] ?? 0);
}
