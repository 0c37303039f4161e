import { isIpAddress } from '../../model/address.js';
import { asList, asObject, asText, asTexts, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { either, protobufValue } from './protobuf.js';
import { lookupTable } from '../../model/lookup-table.js';

/** What an event's arguments say; the first statement of a fact counts. */
export interface ArgumentFacts {
  path: string | null;
  /** Program as it was called, before links were followed. */
  command: string | null;
  argv: readonly string[];
  sha256: string | null;
  source: string | null;
  sourcePort: number | null;
  destination: string | null;
  destinationPort: number | null;
  domain: string | null;
  transport: string | null;
  questions: readonly string[];
  answers: readonly string[];
  method: string | null;
  uri: string | null;
  status: number | null;
  userAgent: string | null;
}

const ARGUMENTS_OF_TRIGGERS = 2;

/**
 * Reads lists of arguments. The type of an argument's value differs between events and versions (number or words for
 * `flags`, object or text for addresses), so each is asked for what is wanted of it. In `triggeredBy` a finding carries the
 * event that set it off.
 */
export function argumentFacts(lists: readonly (readonly unknown[])[], eventName: string | null): ArgumentFacts {
  const facts: ArgumentFacts = {
    path: null,
    command: null,
    argv: [],
    sha256: null,
    source: null,
    sourcePort: null,
    destination: null,
    destinationPort: null,
    domain: null,
    transport: null,
    questions: [],
    answers: [],
    method: null,
    uri: null,
    status: null,
    userAgent: null,
  };
  for (const list of lists) collect(facts, list, eventName ?? '', ARGUMENTS_OF_TRIGGERS);
  return facts;
}

function collect(facts: ArgumentFacts, list: readonly unknown[], eventName: string, depth: number): void {
  for (const entry of list) {
    const argument = asObject(entry);
    const name = argument?.['name'];
    if (argument === null || typeof name !== 'string') continue;
    const value = Object.hasOwn(argument, 'value') ? argument['value'] : protobufValue(argument);
    if (value === null || value === undefined || value === '') continue;
    if (name === 'triggeredBy' || name === 'triggered_by') {
      const trigger = asObject(value);
      const inner = asList(trigger?.['args'] ?? trigger?.['data']);
      if (depth > 0) collect(facts, inner, asText(trigger?.['name']) ?? eventName, depth - 1);
    } else readArgument(facts, name, value, eventName);
  }
}

function readArgument(facts: ArgumentFacts, name: string, value: unknown, eventName: string): void {
  switch (name) {
    case 'pathname':
    case 'path':
    case 'file_path':
    case 'filename':
    case 'new_path':
      facts.path ??= asText(value);
      break;
    case 'cmdpath':
      facts.command ??= asText(value);
      break;
    case 'argv':
      if (facts.argv.length === 0) facts.argv = asTexts(value);
      break;
    case 'sha256':
      facts.sha256 ??= /^[0-9a-f]{64}$/i.test(String(asText(value))) ? String(value).toLowerCase() : null;
      break;
    case 'src':
      facts.source ??= address(value);
      break;
    case 'dst':
      facts.destination ??= address(value);
      break;
    case 'src_port':
      facts.sourcePort ??= asWhole(value);
      break;
    case 'dst_port':
      facts.destinationPort ??= asWhole(value);
      break;
    case 'dst_dns':
      facts.domain ??= asTexts(value)[0] ?? null;
      break;
    case 'remote_addr':
    case 'local_addr':
    case 'addr':
    case 'dest_addr':
      readSocket(facts, name, asObject(value), eventName);
      break;
    case 'dns_questions':
      readQuestions(facts, asList(either(value, 'questions') ?? value));
      break;
    case 'dns_response':
    case 'dns_responses':
      readResponses(facts, asList(either(value, 'responses') ?? value));
      break;
    case 'metadata':
      readPacket(facts, asObject(value), null);
      break;
    case 'http_request':
    case 'http_response':
    case 'proto_http':
      readHttp(facts, asObject(value));
      break;
    default:
      if (name.startsWith('proto_')) readPacket(facts, asObject(value), name.slice('proto_'.length));
  }
}

function address(value: unknown): string | null {
  const text = asText(value);
  return text !== null && isIpAddress(text) ? text : null;
}

/** A socket address. Who called whom follows from the event: a server binds, listens and accepts. */
function readSocket(facts: ArgumentFacts, name: string, socket: JsonObject | null, eventName: string): void {
  if (socket === null) return;
  const ip = address(either(socket, 'sin_addr', 'sinAddr', 'sin6_addr', 'sin6Addr'));
  const port = asWhole(either(socket, 'sin_port', 'sinPort', 'sin6_port', 'sin6Port'));
  if (ip === null) {
    facts.path ??= asText(either(socket, 'sun_path', 'sunPath'));
    return;
  }
  const serves = /accept|bind|listen/.test(eventName);
  if (!serves && name === 'local_addr') return;
  if (serves && name !== 'local_addr' && eventName.includes('accept')) {
    facts.source ??= ip;
    facts.sourcePort ??= port;
  } else {
    facts.destination ??= ip;
    facts.destinationPort ??= port;
  }
}

const PROTOCOL_NUMBERS = lookupTable<string>({ 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' });
const TRANSPORTS = new Set(['tcp', 'udp', 'icmp', 'icmpv6']);

/** A packet's header, or what is known of it: ends, ports, protocol, DNS. */
function readPacket(facts: ArgumentFacts, packet: JsonObject | null, protocol: string | null): void {
  if (packet === null) return;
  facts.source ??= address(either(packet, 'srcIP', 'src_ip', 'srcIp'));
  facts.destination ??= address(either(packet, 'dstIP', 'dst_ip', 'dstIp'));
  facts.sourcePort ??= asWhole(either(packet, 'srcPort', 'src_port'));
  facts.destinationPort ??= asWhole(either(packet, 'dstPort', 'dst_port'));
  const number = asWhole(packet['protocol']);
  const word = number === null ? (asText(packet['protocol']) ?? protocol) : PROTOCOL_NUMBERS[number];
  if (word !== undefined && word !== null && TRANSPORTS.has(word.toLowerCase())) facts.transport ??= word.toLowerCase();
  if (protocol !== 'dns') return;
  readQuestions(facts, asList(packet['questions']));
  addAnswers(
    facts,
    asList(packet['answers']).map((answer) => either(answer, 'IP', 'ip')),
  );
}

function readQuestions(facts: ArgumentFacts, questions: readonly unknown[]): void {
  if (facts.questions.length > 0) return;
  facts.questions = questions.map((each) => asText(either(each, 'query', 'name'))).filter((name) => name !== null);
}

function readResponses(facts: ArgumentFacts, responses: readonly unknown[]): void {
  readQuestions(
    facts,
    responses.map((each) => either(each, 'query_data', 'dns_query_data', 'dnsQueryData')),
  );
  const answers = responses.flatMap((each) => asList(either(each, 'dns_answer', 'dnsAnswer')));
  addAnswers(
    facts,
    answers.map((answer) => either(answer, 'answer')),
  );
}

function addAnswers(facts: ArgumentFacts, answers: readonly unknown[]): void {
  if (facts.answers.length > 0) return;
  facts.answers = answers.map(address).filter((ip) => ip !== null);
}

function readHttp(facts: ArgumentFacts, http: JsonObject | null): void {
  if (http === null) return;
  facts.method ??= asText(http['method']);
  facts.uri ??= asText(either(http, 'uri_path', 'uriPath'));
  facts.domain ??= asText(http['host']);
  const status = asWhole(either(http, 'status_code', 'statusCode'));
  facts.status ??= status === 0 ? null : status;
  const agent = either(http['headers'], 'User-Agent', 'user-agent');
  facts.userAgent ??= asTexts(either(agent, 'header') ?? agent)[0] ?? null;
}
