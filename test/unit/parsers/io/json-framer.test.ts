import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonFramer } from '../../../../parsers/io/json-framer.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { splitBlock } from '../../../../parsers/io/split-block.js';

interface Framed {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
  readonly flaw: number;
  readonly envelope: unknown;
}

const encoder = new TextEncoder();

function frame(text: string | Uint8Array, envelope: readonly string[], step = 1 << 20, limits: Partial<Limits> = {}) {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const context = { framing: { kind: 'json', envelope } as const, name: 'x.json', envelope: null };
  const framer = new JsonFramer(0, context, { ...DEFAULT_LIMITS, ...limits });
  const records: Framed[] = [];
  const problems: string[] = [];
  const take = (blocks: ReturnType<JsonFramer['push']>): void => {
    for (const block of blocks) {
      splitBlock(block, (record, start, length, line, flaw) => {
        expect(Buffer.from(bytes.subarray(block.offset + start, block.offset + start + length)).toString()).toBe(
          record,
        );
        records.push({ text: record, offset: block.offset + start, line, flaw, envelope: block.context.envelope });
      });
    }
    problems.push(...framer.takeProblems().map(({ code }) => code));
  };
  for (let at = 0; at < bytes.length; at += step) take(framer.push(bytes.subarray(at, at + step)));
  take(framer.finish());
  return { records, problems };
}

const texts = (framed: ReturnType<typeof frame>): readonly string[] => framed.records.map(({ text }) => text);
const flaws = (framed: ReturnType<typeof frame>): readonly number[] => framed.records.map(({ flaw }) => flaw);

const elements = ['{"a":1}', '{"a":{"b":[1,2,{"a":3}]}}', '{"a":"},{\\"a\\":"}', '{\n  "a": "ü€😀"\n}'];

const pretty = (records: readonly string[]): string => `{\n  "Records": [\n    ${records.join(',\n    ')}\n  ]\n}\n`;
const record = (id: number): string =>
  `{\n      "id": ${id},\n      "list": [\n        {\n          "id": 0\n        }\n      ]\n    }`;

/** A document with two records. */
const document = (id: number): string => `{"Records":[{"id":${id}},{"id":${id}}]}`;

describe('JSON framing', () => {
  test.each<[string, string, readonly string[]]>([
    ['documents in a row', elements.join(''), []],
    ['documents on lines', elements.join('\n'), []],
    ['documents with commas', elements.join(',\n'), []],
    ['a list', `[${elements.join(',')}]`, []],
    ['a list with a trailing comma', `[\n${elements.join(',\n')},\n]\n`, []],
    ['lists in a row', `[${elements[0]}]\n[${elements.slice(1).join(' , ')}]`, []],
    ['an envelope', `{"Records":[${elements.join(',')}]}`, ['Records']],
    [
      'an envelope among members',
      `{"x":{"Records":[1]},"Records" : [${elements.join(',')}] ,"y":[{"Records":[2]}]}`,
      ['Records'],
    ],
    ['envelopes in a row', `{"Records":[${elements[0]}]}{"Records":[${elements.slice(1).join()}]}`, ['Records']],
    ['a list of envelopes', `[{"Records":[${elements[0]}]},{"Records":[${elements.slice(1).join()}]}]`, ['Records']],
    ['an envelope two deep', `{"hits":{"total":4,"hits":[${elements.join(',')}]}}`, ['hits', 'hits']],
    [
      'an envelope between documents',
      `${elements[0]}{"Records":[${elements.slice(1, 3).join()}]}${elements[3]}`,
      ['Records'],
    ],
  ])('%s gives its records, however the content is cut', (_, text, envelope) => {
    for (const mark of ['', '\uFEFF']) {
      const whole = frame(mark + text, envelope);
      expect(texts(whole)).toEqual(elements);
      expect(flaws(whole)).toEqual([0, 0, 0, 0]);
      expect(whole.problems).toEqual([]);
      for (const step of [1, 2, 3, 7]) expect(frame(mark + text, envelope, step)).toEqual(whole);
    }
  });

  test('lines and offsets are those of the member', () => {
    const { records } = frame('[\n{"a":"ü"},\n\n{"a":\n2}]', []);
    expect(records.map(({ offset, line }) => [offset, line])).toEqual([
      [2, 2],
      [15, 4],
    ]);
  });

  test('what precedes the list becomes the context of its records', () => {
    const text =
      '{"owner":"1","n":1600000000123456789,"logEvents":[{"id":1}],"logGroup":"late"}{"logEvents":[{"id":2}]}{"owner":"1"}';
    expect(frame(text, ['logEvents']).records.map(({ envelope }) => envelope)).toEqual([
      { owner: '1', n: '1600000000123456789' },
      null,
      null,
    ]);
    const nested = frame('{"took":3,"hits":{"total":{"value":1},"hits":[{"_id":1}]}}', ['hits', 'hits']);
    expect(nested.records[0]!.envelope).toEqual({ took: 3, hits: { total: { value: 1 } } });
    const large = frame(`{"x":"${'x'.repeat(200)}","Records":[{"a":1}]}`, ['Records'], 10, { envelopeBytes: 100 });
    expect([large.records[0]!.envelope, large.problems]).toEqual([null, ['too-large']]);
  });

  test('a cut last record is one truncated record', () => {
    for (const text of ['{"Records":[{"a":1},{"a":2', '{"Records":[{"a":1},{"a":"x', '{"Records":[{"a":1},{']) {
      expect(flaws(frame(text, ['Records']))).toEqual([0, 1]);
    }
    expect(flaws(frame('{"kind":"List","x":', ['Records']))).toEqual([1]);
    const between = frame('{"Records":[{"a":1},', ['Records']);
    expect([flaws(between), between.problems]).toEqual([[0], ['truncated']]);
  });

  test.each<[string, (records: readonly string[]) => string, (id: number) => string, (text: string) => string]>([
    [
      'a missing quote on its line',
      (records) => `[\n${records.join(',\n')}\n]`,
      (id) => `{"id":${id},"s":"x"}`,
      (text) => text.replace('"x"', '"x'),
    ],
    [
      'a missing quote within a line',
      (records) => `{"Records":[${records.join(',')}]}`,
      (id) => `{"id":${id},"s":"x"}`,
      (text) => text.replace('"x"', '"x'),
    ],
    [
      'a missing brace within a line',
      (records) => `{"Records":[${records.join(',')}]}`,
      (id) => `{"id":${id},"s":{"t":1},"u":{}}`,
      (text) => text.replace('{"t"', '"t"'),
    ],
    [
      'overwritten with zeros',
      (records) => `{"Records":[${records.join(',')}]}`,
      (id) => `{"id":${id},"s":"abcdef"}`,
      (text) => text.replace('bcd', '\0\0\0'),
    ],
    ['a line torn off', (records) => records.join('\n'), (id) => `{"id":${id},"s":"x"}`, (text) => text.slice(0, 12)],
    ['a pretty record with a missing brace', pretty, record, (text) => text.replace('}\n      ]', ']')],
    ['a pretty record with a missing quote', pretty, record, (text) => text.replace('"list"', '"list')],
  ])('%s costs one record', (_, join, make, damage) => {
    const ids = [1, 2, 3, 4, 5];
    const broken = join(ids.map((id) => (id === 3 ? damage(make(id)) : make(id))));
    const envelope = broken.includes('Records') ? ['Records'] : [];
    const framed = frame(broken, envelope);
    expect(flaws(framed)).toEqual([0, 0, 2, 0, 0]);
    expect(texts(framed).filter((_text, index) => index !== 2)).toEqual([1, 2, 4, 5].map(make));
    for (const step of [1, 5]) expect(frame(broken, envelope, step)).toEqual(framed);
  });

  test('a document that is damaged beyond repair ends where the next document begins its line', () => {
    const framed = frame(`${document(1).slice(0, 18)}\n${document(2)}\n`, ['Records']);
    expect(texts(framed).slice(-2)).toEqual(['{"id":2}', '{"id":2}']);
  });

  test('a closing bracket too many is a problem, no record', () => {
    const framed = frame('[{"a":1}]]}\n{"a":2}', []);
    expect([texts(framed), framed.problems]).toEqual([['{"a":1}', '{"a":2}'], ['not-json']]);
  });

  test('a record that is too large is one rejected record, and reading goes on', () => {
    const text = `[{"a":1},{"a":"${'x'.repeat(5000)}"},{"a":3}]`;
    for (const step of [1, 100, 1 << 20]) {
      const framed = frame(text, [], step, { recordBytes: 1000 });
      expect(flaws(framed)).toEqual([0, 3, 0]);
      expect(framed.records[1]!.offset).toBe(9);
    }
  });

  test('depth without end is no hang', () => {
    const framed = frame('['.repeat(3_000_000), []);
    expect(framed.records).toHaveLength(1);
  });

  test('records joined in any layout come back, in pieces of any size', () => {
    const values = fc.array(
      fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()).map((each) => JSON.stringify(each)),
      { maxLength: 8 },
    );
    const separator = fc.constantFrom(',', ', ', ',\n', ',\r\n\t');
    fc.assert(
      fc.property(values, separator, fc.integer({ min: 1, max: 50 }), fc.boolean(), (list, between, step, wrap) => {
        const text = wrap ? `{"x":[1,{"Records":2}],"Records":[${list.join(between)}]}` : `[${list.join(between)}]`;
        expect(texts(frame(text, wrap ? ['Records'] : [], step, { blockBytes: 64 }))).toEqual(list);
      }),
      { numRuns: 300 },
    );
  });

  test('changed bytes never crash or hang it; records do not overlap, and pieces make no difference', () => {
    const bytes = encoder.encode(
      pretty(Array.from({ length: 30 }, (_, id) => record(id))) + `{"Records":[${elements.join(',')}]}`,
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.nat(bytes.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(...encoder.encode('"\\{}[],:\n')))),
          { minLength: 1, maxLength: 5 },
        ),
        fc.integer({ min: 1, max: 200 }),
        (changes, step) => {
          const changed = Uint8Array.from(bytes);
          for (const [place, byte] of changes) changed[place] = byte;
          const { records } = frameRaw(changed, 1 << 20);
          expect(frameRaw(changed, step).records).toEqual(records);
          for (const [index, { start }] of records.entries()) {
            if (index > 0) expect(start).toBeGreaterThanOrEqual(records[index - 1]!.end);
          }
          // Each change costs at most the record it hits and the one behind it, and what a torn list hides.
          expect(records.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function frameRaw(bytes: Uint8Array, step: number) {
  const context = { framing: { kind: 'json', envelope: ['Records'] } as const, name: 'x', envelope: null };
  const framer = new JsonFramer(0, context, DEFAULT_LIMITS);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += step) blocks.push(...framer.push(bytes.subarray(at, at + step)));
  blocks.push(...framer.finish());
  const records = blocks.flatMap((block) =>
    Array.from({ length: block.records!.length / 4 }, (_, row) => {
      const start = block.offset + block.records![row * 4]!;
      return {
        start,
        end: start + block.records![row * 4 + 1]!,
        line: block.records![row * 4 + 2],
        flaw: block.records![row * 4 + 3],
      };
    }),
  );
  return { records };
}
