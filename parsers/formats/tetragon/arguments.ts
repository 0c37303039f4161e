import { domainName, ipAddress, isIpAddress, portNumber } from '../../model/address.js';
import { asList, asObject, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { TetragonEvent } from './schema.js';

/** Arguments that name a file: `{"file_arg":{"path":"/etc/passwd"}}`. */
const PATH_ARGUMENTS = ['file_arg', 'path_arg', 'linux_binprm_arg'] as const;
/** Arguments that name the ends of a connection. */
const SOCKET_ARGUMENTS = ['sock_arg', 'skb_arg'] as const;

/** What an event acts on: files and network ends, from the arguments of a hook or from the event's own members. */
export function targetFields({ kind, body }: TetragonEvent): FoundFields {
  const args = argumentsOf(body);
  const paths = args.flatMap((arg) => PATH_ARGUMENTS.flatMap((name) => asTexts(at(arg, name, 'path'))));
  const written = args.flatMap((arg) => asTexts(arg['string_arg'])).filter((text) => text.startsWith('/'));
  const ends = args.map(endsOf).find((found) => found !== null) ?? ownEnds(kind, body);
  return {
    'file.path': [...paths, ...written, ...(kind === 'process_loader' ? asTexts(body['path']) : [])],
    'file.hash.sha256': /^sha256:([0-9a-f]{64})$/i.exec(asText(body['ima_hash']) ?? '')?.[1],
    'source.ip': ipAddress(ends.source),
    'source.port': portNumber(ends.sourcePort),
    'destination.ip': ipAddress(ends.destination),
    'destination.port': portNumber(ends.destinationPort),
    'destination.domain': asTexts(body['destination_names']).map(domainName),
    'dns.question.name': [...asTexts(at(body, 'dns', 'query')), ...asTexts(at(body, 'dns', 'names'))].map(domainName),
    'dns.resolved_ip': asTexts(at(body, 'dns', 'ips')).filter(isIpAddress),
    'network.transport': asText(ends.protocol)
      ?.toLowerCase()
      .replace(/^ipproto_/, ''),
  };
}

/** The arguments of a hook as text, for the sentence: `/etc/passwd, 2`. */
export function argumentText({ body }: TetragonEvent): string {
  const words = argumentsOf(body).map((arg) => {
    const [name = '', value] = Object.entries(arg).find(([key]) => key.endsWith('_arg')) ?? [];
    const object = asObject(value);
    if (name === 'bytes_arg' || name === 'truncated_bytes_arg') return 'bytes';
    if (object === null) return asText(value);
    return asText(object['path']) ?? asText(object['name']) ?? asText(object['ProgName']) ?? endText(arg);
  });
  return words.filter((word) => word !== null).join(', ');
}

function endText(arg: JsonObject): string | null {
  const ends = endsOf(arg);
  if (ends === null) return null;
  const [source, destination] = [asText(ends.source), asText(ends.destination)];
  const from = source === null ? '' : `${source}:${asText(ends.sourcePort) ?? ''} `;
  return destination === null ? from.trim() || null : `${from}to ${destination}:${asText(ends.destinationPort) ?? ''}`;
}

interface Ends {
  readonly source: unknown;
  readonly sourcePort: unknown;
  readonly destination: unknown;
  readonly destinationPort: unknown;
  readonly protocol: unknown;
}

function argumentsOf(body: JsonObject): readonly JsonObject[] {
  return asList(body['args'])
    .map(asObject)
    .filter((arg) => arg !== null);
}

function endsOf(arg: JsonObject): Ends | null {
  for (const name of SOCKET_ARGUMENTS) {
    const socket = asObject(arg[name]);
    if (socket === null) continue;
    return {
      source: socket['saddr'],
      sourcePort: socket['sport'],
      destination: socket['daddr'],
      destinationPort: socket['dport'],
      protocol: socket['protocol'],
    };
  }
  const address = asObject(arg['sockaddr_arg']);
  return address === null ? null : { ...NO_ENDS, destination: address['addr'], destinationPort: address['port'] };
}

const NO_ENDS: Ends = {
  source: undefined,
  sourcePort: undefined,
  destination: undefined,
  destinationPort: undefined,
  protocol: undefined,
};

/** `process_connect`, `process_accept` and `process_close` name both ends; who listens is the server, the destination. */
function ownEnds(kind: string, body: JsonObject): Ends {
  const listens = kind === 'process_listen';
  return {
    source: body['source_ip'],
    sourcePort: body['source_port'],
    destination: listens ? body['ip'] : body['destination_ip'],
    destinationPort: listens ? body['port'] : body['destination_port'],
    protocol: body['protocol'],
  };
}
