import { describe, expect, test } from 'vitest';
import { unwrapRecord } from '../../../parsers/carriers/unwrap.js';
import { decodeRecord } from '../../../parsers/decode-record.js';
import { DEFAULT_LIMITS } from '../../../parsers/io/limits.js';
import type { Format, RecordInput } from '../../../parsers/model/format.js';
import type { Block, Framing } from '../../../parsers/model/framing.js';
import { asObject } from '../../../parsers/model/json.js';
import { parseBlock, type BlockRecord } from '../../../parsers/parse-block.js';
import { keyFormat, lineFormat } from '../../support/fake-formats.js';

const formats: readonly Format[] = [keyFormat('alpha'), keyFormat('beta'), lineFormat('ALERT')];
const encoder = new TextEncoder();

function blockOf(
  text: string | Uint8Array,
  framing: Framing = { kind: 'ndjson' },
  records: readonly number[] | null = null,
): Block {
  const bytes = typeof text === 'string' ? encoder.encode(text) : Uint8Array.from(text);
  const context = { framing, name: 'x', envelope: null };
  return {
    member: 0,
    offset: 1000,
    bytes,
    firstLine: 10,
    records: records === null ? null : Uint32Array.from(records),
    context,
  };
}

function parse(
  block: Block,
  formatId = 'alpha-format',
  limits = DEFAULT_LIMITS,
  asked = formats,
): readonly BlockRecord[] {
  const records: BlockRecord[] = [];
  parseBlock(asked, formatId, block, (record) => records.push(record), limits);
  return records;
}

/** Message of the event, or code of the rejection. */
const outcome = ({ result }: BlockRecord): string =>
  result.kind === 'rejected' ? result.code : (result.events[0]?.message ?? '');

describe('parseBlock', () => {
  test('emits every record with its place', () => {
    const records = parse(blockOf('{"alpha":"ü"}\r\n\n{"alpha":2}'));
    expect(records.map(({ start, length, line, text }) => [start, length, line, text])).toEqual([
      [0, 14, 10, '{"alpha":"ü"}'],
      [17, 11, 12, '{"alpha":2}'],
    ]);
    expect(records.map(outcome)).toEqual(['ü', '2']);
  });

  test.each([
    ['{"alpha":1},', '1'],
    ['  {"alpha":1}  ', '1'],
    ['2023/03/29 19:44:47 {"alpha":1}', '1'],
    ['a {b} c {"alpha":1}', '1'],
    ['{"alpha":1600000000123456789}', '1600000000123456789'],
    ['{"alpha":1', 'truncated'],
    ['prefix {"alpha":1', 'truncated'],
    ['{"alpha":1}}', 'not-json'],
    ['no json at all', 'not-json'],
    ['[1]', 'wrong-shape'],
    ['{"gamma":1}', 'wrong-shape'],
  ])('%s gives %s', (line, expected) => {
    expect(parse(blockOf(line)).map(outcome)).toEqual([expected]);
  });

  test('a record of another format in a mixed dump goes to the one that claims it', () => {
    const records = parse(blockOf('{"alpha":1}\n{"beta":2}\n{"gamma":3}\n'));
    expect(records.map(({ format }) => format)).toEqual(['alpha-format', 'beta-format', 'alpha-format']);
    expect(records.map(outcome)).toEqual(['1', '2', 'wrong-shape']);
  });

  test('what an envelope carries goes to the format that knows it, the rest stays with the envelope', () => {
    const owner = { ...keyFormat('alpha'), owns: (value: unknown) => asObject(value)?.['alpha'] !== undefined };
    const envelope = { ...keyFormat('message'), turn: 'envelope' } as const;
    const carriers = {
      ...owner,
      parse: (record: RecordInput) => owner.parse({ ...record, value: unwrapRecord(record, owner.owns)[0]?.value }),
    };
    const rows = [
      { '@timestamp': '2024-01-01T00:00:00Z', message: '{"alpha":1}' },
      { '@timestamp': '2024-01-01T00:00:00Z', message: 'text' },
    ];
    const records = parse(blockOf(rows.map((row) => JSON.stringify(row)).join('\n')), envelope.id, DEFAULT_LIMITS, [
      carriers,
      envelope,
    ]);
    expect(records.map(({ format }) => format)).toEqual(['alpha-format', 'message-format']);
    expect(records.map(outcome)).toEqual(['1', 'text']);
    const [strange] = parse(blockOf('{"message":"text"}'), carriers.id, DEFAULT_LIMITS, [carriers, envelope]);
    expect(strange?.format).toBe('message-format');
  });

  test('a record that is not UTF-8 at all is read as Latin-1, a damaged one with what can be read; both are said', () => {
    const lines = ['{"alpha":"M\xfcller \xdf"}', '{"alpha":"M\xc3\xbcller \xff"}', '{"alpha":"\xef\xbf\xbd"}'];
    const [latin, damaged, valid] = parse(blockOf(new Uint8Array(Buffer.from(`${lines.join('\n')}\n`, 'latin1'))));
    expect(outcome(latin!)).toBe('Müller ß');
    expect(latin!.result).toMatchObject({
      problems: [{ code: 'invalid-utf8', reason: expect.stringContaining('Latin-1') as string }],
    });
    expect(outcome(damaged!)).toBe('Müller \uFFFD');
    expect(damaged!.result).toMatchObject({
      problems: [{ code: 'invalid-utf8', reason: expect.stringContaining('replacement character') as string }],
    });
    expect(outcome(valid!)).toBe('\uFFFD');
    expect(valid!.result).not.toHaveProperty('problems');
    expect([valid!.start, valid!.length, valid!.line]).toEqual([43, 15, 12]);
  });

  test('flaws of the framer become rejections', () => {
    const text = '{"alpha":1}{"alpha":2';
    const json: Framing = { kind: 'json', envelope: [] };
    const flawed = (flaw: number) => outcome(parse(blockOf(text, json, [11, 10, 5, flaw]))[0]!);
    expect([1, 2, 3].map(flawed)).toEqual(['truncated', 'truncated', 'too-large']);
    expect(outcome(parse(blockOf(text, json, [0, 11, 5, 0]))[0]!)).toBe('1');
  });

  test('rows of a table by column name; a wrong number of columns is rejected', () => {
    const framing: Framing = { kind: 'csv', delimiter: ',', header: true, columns: ['alpha', 'b'] };
    const text = '1,2\n3\n4,5,6';
    expect(parse(blockOf(text, framing, [0, 3, 2, 0, 4, 1, 3, 0, 6, 5, 4, 0])).map(outcome)).toEqual([
      '1',
      'wrong-columns',
      'wrong-columns',
    ]);
  });

  test('depth and size are limited', () => {
    const deep = `{"alpha":${'['.repeat(50)}${']'.repeat(50)}}`;
    expect(outcome(parse(blockOf(deep), 'alpha-format', { ...DEFAULT_LIMITS, jsonDepth: 20 })[0]!)).toBe('too-deep');
    expect(outcome(parse(blockOf(deep), 'alpha-format', { ...DEFAULT_LIMITS, recordBytes: 20 })[0]!)).toBe('too-large');
  });

  test('a format that is not there is a broken invariant', () => {
    expect(() => parse(blockOf('{}'), 'missing')).toThrow('no format is called missing');
  });
});

describe('decodeRecord', () => {
  test('reads every record again, alone, as import read it', () => {
    const text = '{"alpha":"ü€😀"}\nprefix {"alpha":1600000000123456789},\n{"beta":1}\nnothing\n{"alpha":"x\uFFFD"}';
    const block = blockOf(text);
    for (const { start, length, format, result } of parse(block)) {
      const bytes = block.bytes.slice(start, start + length);
      expect(decodeRecord(formats, format, bytes, block.context)).toEqual(result);
    }
  });
});
