import { rfc3339 } from '../clock.mjs';

/**
 * A line of a container's log as the kubelet keeps it (CRI): time, stream, whole line, and what the program printed; here an
 * access log, whose address is the one that the load balancer passes on and the client can set.
 *
 * @param {bigint} time ns
 * @param {{ ip: string, method?: string, path: string, status: number, bytes: number, agent: string }} request
 * @returns {string} one line
 */
export function requestLine(time, { ip, method = 'GET', path, status, bytes, agent }) {
  const stamp = `14/Oct/2026:${rfc3339(time, 0).slice(11, 19)} +0000`;
  return `${rfc3339(time, 9)} stdout F ${ip} - - [${stamp}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`;
}
