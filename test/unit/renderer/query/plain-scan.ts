/** The obvious answers to queries: every event is looked at, texts are compared by regular expressions. Shares no code with the engine. */
import type { QueryNode, Value } from '../../../../renderer/query/language/syntax.js';
import type { InstantParts } from '../../../../parsers/model/time.js';
import { EVENT_FIELDS, FIELDS } from '../../../../parsers/model/fields.js';

/** An event as the NDJSON export writes it, with the line it came from. */
export interface PlainEvent {
  /** Nanoseconds, or null without a place on the time line. */
  readonly effective: bigint | null;
  readonly exported: Readonly<Record<string, unknown>>;
  readonly record: unknown;
}

type Pattern = Exclude<Value, { readonly kind: 'regex' }>;

function nsOf({ ms, ns }: InstantParts): bigint {
  return BigInt(ms) * 1_000_000n + BigInt(ns);
}

/** A network as groups of bits written out. */
function isWithin(address: string, network: string): boolean {
  const [base = '', prefix = ''] = network.split('/');
  const bits = (text: string) =>
    text
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  return address.includes('.') && bits(address).startsWith(bits(base).slice(0, Number(prefix)));
}

export function plainMatch(node: QueryNode, event: PlainEvent): boolean {
  switch (node.type) {
    case 'everything':
      return true;
    case 'text':
      return matchesAny(node.value, false, searchedTexts(event));
    case 'field': {
      const whole = FIELDS[node.field].type !== 'text';
      if (FIELDS[node.field].type === 'ip' && node.value.kind === 'literal' && node.value.text.includes('/')) {
        const network = node.value.text;
        return fieldValues(event, node.field).some((address) => isWithin(address, network));
      }
      return matchesAny(node.value, whole, fieldValues(event, node.field));
    }
    case 'exists':
      return fieldValues(event, node.field).length > 0;
    case 'range':
      return fieldValues(event, node.field).some((text) => {
        if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return false;
        const [value, bound] = [Number(text), Number(node.bound)];
        if (node.operator === '<') return value < bound;
        if (node.operator === '<=') return value <= bound;
        return node.operator === '>' ? value > bound : value >= bound;
      });
    case 'time': {
      const { effective } = event;
      if (effective === null) return false;
      const { from, to } = node;
      return (from === null || effective >= nsOf(from)) && (to === null || effective < nsOf(to));
    }
    case 'not':
      return !plainMatch(node.node, event);
    case 'and':
      return node.nodes.every((child) => plainMatch(child, event));
    case 'or':
      return node.nodes.some((child) => plainMatch(child, event));
    default:
      throw new TypeError('no such node');
  }
}

/** A value as a regular expression over the whole of a text in small letters, or over a part that ends at edges of words. */
export function toExpression(value: Pattern, whole: boolean): RegExp {
  const parts = value.kind === 'literal' ? [{ kind: 'literal' as const, text: value.text }] : value.parts;
  const source = parts
    .map((part) => {
      if (part.kind === 'any') return '[^]*';
      return part.kind === 'one' ? '[^]' : part.text.toLowerCase().replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
    })
    .join('');
  const word = String.raw`[\p{L}\p{N}_]`;
  const edge = `(?:(?<!${word})|(?!${word}))`;
  const start = parts[0]?.kind === 'any' ? '' : edge;
  const end = parts.at(-1)?.kind === 'any' ? '' : edge;
  return new RegExp(whole ? `^${source}$` : `${start}${source}${end}`, 'u');
}

function matchesAny(value: Value, whole: boolean, texts: readonly string[]): boolean {
  if (value.kind === 'regex') {
    const written = new RegExp(value.source, value.ignoreCase ? 'iu' : 'u');
    return texts.some((text) => written.test(text));
  }
  const expression = toExpression(value, whole);
  return texts.some((text) => expression.test(text.toLowerCase()));
}

function searchedTexts({ exported, record }: PlainEvent): readonly string[] {
  const fields = Object.entries(exported).filter(([name]) => (EVENT_FIELDS as readonly string[]).includes(name));
  return [...textsOf(record), ...textsOf(Object.fromEntries(fields))];
}

function fieldValues({ exported }: PlainEvent, name: string): readonly string[] {
  return textsOf(exported[name]).filter((text) => text !== '');
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
