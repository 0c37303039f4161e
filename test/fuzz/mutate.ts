import { concatBytes } from '../../parsers/io/byte-stream.js';
import type { Random } from './random.js';

/** One way to damage an input; `other` is another input of the corpus. */
type Mutation = (bytes: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** Where a range of at most `longest` bytes lies. */
function range(bytes: Uint8Array, random: Random, longest: number): readonly [from: number, to: number] {
  const from = random.int(0, bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.int(1, longest))];
}

function replaced(bytes: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  return concatBytes([bytes.subarray(0, from), by, bytes.subarray(to)]);
}

const TELLING_BYTES = Uint8Array.of(
  0,
  0x0a,
  0x0d,
  0x22,
  0x27,
  0x2c,
  0x5b,
  0x5c,
  0x5d,
  0x7b,
  0x7d,
  0x7f,
  0x80,
  0xc0,
  0xff,
);

const ON_BYTES: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const changed = bytes.slice();
    for (let left = random.int(1, 9); left > 0 && changed.length > 0; left--)
      changed[random.int(0, changed.length)]! ^= 1 << random.int(0, 8);
    return changed;
  },
  function setBytes(bytes, random) {
    const changed = bytes.slice();
    for (let left = random.int(1, 5); left > 0 && changed.length > 0; left--)
      changed[random.int(0, changed.length)] = random.pick([...TELLING_BYTES]);
    return changed;
  },
  function insertNoise(bytes, random) {
    const at = random.int(0, bytes.length + 1);
    const noise = Uint8Array.from({ length: random.int(1, 64) }, () => random.int(0, 256));
    return replaced(bytes, at, at, noise);
  },
  function deleteRange(bytes, random) {
    return replaced(bytes, ...range(bytes, random, 512), new Uint8Array(0));
  },
  function repeatRange(bytes, random) {
    const [from, to] = range(bytes, random, 512);
    return replaced(bytes, to, to, bytes.subarray(from, to));
  },
  function zeroRange(bytes, random) {
    const [from, to] = range(bytes, random, 64);
    return replaced(bytes, from, to, new Uint8Array(to - from));
  },
  function truncate(bytes, random) {
    return bytes.slice(0, random.int(0, bytes.length + 1));
  },
  function behead(bytes, random) {
    return bytes.slice(random.int(0, Math.min(bytes.length, 2048) + 1));
  },
  function splice(bytes, random, other) {
    return concatBytes([
      bytes.subarray(0, random.int(0, bytes.length + 1)),
      other.subarray(random.int(0, other.length + 1)),
    ]);
  },
  function putInside(bytes, random, other) {
    const at = random.int(0, bytes.length + 1);
    return replaced(bytes, at, at, other.subarray(0, random.int(0, other.length + 1)));
  },
];

const NUMBERS = [
  '1e999',
  '-0',
  '9007199254740993',
  '99999999999999999999999999',
  '0.000000001',
  '-1',
  '1e-400',
  '253402300800',
];
const STRINGS = [
  '"\\u0000"',
  '"\\ud800"',
  '"\\u202e\\u2066"',
  '"__proto__"',
  '"constructor"',
  '"9999-99-99T99:99:99.999999999Z"',
  '"0001-01-01T00:00:00Z"',
  '"2024-02-30T23:59:60+14:00"',
  '""',
  `"${'A'.repeat(20_000)}"`,
  `"${'(a+)+'.repeat(300)}!"`,
  `"${' '.repeat(5000)}x"`,
  `"${'1.'.repeat(3000)}"`,
];
const VALUES = [
  'null',
  'true',
  '[]',
  '{}',
  `${'['.repeat(700)}${']'.repeat(700)}`,
  `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`,
];

/** What every plain object answers to. */
const INHERITED = ['constructor', '__proto__', 'toString', 'valueOf'];

const ON_TEXT: readonly Mutation[] = [
  onLines(function swapLines(lines, random) {
    const [a, b] = [random.int(0, lines.length), random.int(0, lines.length)];
    return lines.with(a, lines[b]!).with(b, lines[a]!);
  }),
  onLines(function repeatLine(lines, random) {
    const at = random.int(0, lines.length);
    return lines.toSpliced(at, 0, lines[at]!);
  }),
  onLines(function dropLine(lines, random) {
    return lines.toSpliced(random.int(0, lines.length), 1);
  }),
  onLines(function joinLines(lines, random) {
    const at = random.int(0, lines.length);
    return lines.toSpliced(at, 2, `${lines[at] ?? ''}${lines[at + 1] ?? ''}`);
  }),
  onTokens((_, random) => random.pick(NUMBERS)),
  onTokens((_, random) => random.pick(STRINGS)),
  onTokens((_, random) => random.pick(VALUES)),
  onTokens((token, _, other) => other ?? token),
  onTokens((token) => `${token}:${token},${token}`),
  onTokens((token) => JSON.stringify(token)),
  function inheritedWord(bytes, random) {
    const text = textOf(bytes);
    const words = [...text.matchAll(/[A-Za-z_]{2,40}/g)];
    if (words.length === 0) return bytes;
    const { 0: word, index } = random.pick(words);
    return latin1(text.slice(0, index) + random.pick(INHERITED) + text.slice(index + word.length));
  },
  function windowsLines(bytes) {
    return latin1(textOf(bytes).replaceAll('\n', '\r\n'));
  },
  function byteOrderMark(bytes) {
    return concatBytes([Uint8Array.of(0xef, 0xbb, 0xbf), bytes]);
  },
  function utf16(bytes, random) {
    const text = `\uFEFF${new TextDecoder().decode(bytes)}`;
    const isLittle = random.next() < 0.5;
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
    return new Uint8Array(view.buffer);
  },
];

function onLines(change: (lines: readonly string[], random: Random) => readonly string[]): Mutation {
  const mutation: Mutation = (bytes, random) => latin1(change(textOf(bytes).split('\n'), random).join('\n'));
  Object.defineProperty(mutation, 'name', { value: change.name });
  return mutation;
}

/** Changes one text, number or word that JSON and most logs are made of. */
function onTokens(change: (token: string, random: Random, other: string | undefined) => string): Mutation {
  return function changeToken(bytes, random) {
    const text = textOf(bytes);
    const tokens = [...text.matchAll(/"(?:[^"\\\n]|\\.){0,300}"|-?\d+(?:\.\d+)?|true|false|null/g)];
    if (tokens.length === 0) return bytes;
    const { 0: token, index } = random.pick(tokens);
    const by = change(token, random, random.pick(tokens)[0]);
    return latin1(text.slice(0, index) + by + text.slice(index + token.length));
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** One to four damages of any kind; what lies in wrappers is damaged as bytes. */
export function mutate(bytes: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  const kinds = bytes.subarray(0, 4096).includes(0) ? ON_BYTES : [...ON_BYTES, ...ON_TEXT];
  let changed = bytes;
  for (let left = random.int(1, 5); left > 0; left--) changed = random.pick(kinds)(changed, random, other);
  return changed;
}
