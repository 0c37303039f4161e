import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FLAW_TRUNCATED } from '../../../../parsers/io/framer.js';
import { DEFAULT_LIMITS } from '../../../../parsers/io/limits.js';
import { makeFramer } from '../../../../parsers/io/make-framer.js';
import { decodeRecordText } from '../../../../parsers/io/record-value.js';
import { splitBlock } from '../../../../parsers/io/split-block.js';
import type { Framing } from '../../../../parsers/model/framing.js';

interface Cut {
  readonly text: string;
  readonly line: number;
  readonly offset: number;
  readonly flaw: number;
  readonly value: unknown;
}

function cut(framing: Framing, input: string | Uint8Array, chunk = 1 << 20): readonly Cut[] {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const framer = makeFramer(0, { framing, name: 'x', envelope: null }, DEFAULT_LIMITS);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += chunk) blocks.push(...framer.push(bytes.subarray(at, at + chunk)));
  blocks.push(...framer.finish());
  const cuts: Cut[] = [];
  for (const block of blocks) {
    splitBlock(block, (text, start, length, line, flaw) => {
      const own = block.bytes.subarray(start, start + length);
      const decoded = decodeRecordText({ text, bytes: own, context: block.context, flaw }, DEFAULT_LIMITS);
      const value = decoded.ok ? decoded.value : decoded.code;
      cuts.push({ text, line, offset: block.offset + start, flaw, value });
    });
  }
  return cuts;
}

const texts = (framing: Framing, input: string) => cut(framing, input).map(({ text }) => text);
const bash: Framing = { kind: 'entries', entry: 'bash-history' };
const zsh: Framing = { kind: 'entries', entry: 'zsh-history' };
const bulk: Framing = { kind: 'entries', entry: 'bulk' };
const journal: Framing = { kind: 'entries', entry: 'journal-export' };
const xml: Framing = { kind: 'xml', element: 'result' };
const zeek: Framing = { kind: 'zeek', header: null };

describe('entries of several lines', () => {
  test('a command of bash runs from its time to the next, on the line of the command', () => {
    const cuts = cut(bash, 'ls\n#1380630977\ncat <<E\na\nE\n#1380630978\nid\n');
    expect(cuts.map(({ text, line, offset }) => [text, line, offset])).toEqual([
      ['ls', 1, 0],
      ['#1380630977\ncat <<E\na\nE', 3, 3],
      ['#1380630978\nid', 7, 27],
    ]);
  });

  test('a time without a command is a record of its own', () => {
    expect(texts(bash, '#1380630977\n#1380630978\nid')).toEqual(['#1380630977', '#1380630978\nid']);
  });

  test('a backslash carries a command of zsh over the line end', () => {
    expect(texts(zsh, ': 1:0;a \\\nb\n: 2:0;c\n')).toEqual([': 1:0;a \\\nb', ': 2:0;c']);
  });

  test('an action of the bulk API takes its document along, unless it deletes', () => {
    const cuts = cut(
      bulk,
      '{"index":{"_index":"i","_id":"1"}}\n{"a":1}\n{"delete":{"_id":"2"}}\n{"create":{}}\n{"b":2}\n',
    );
    expect(cuts.map(({ value, line }) => [line, value])).toEqual([
      [1, { _bulk: 'index', _index: 'i', _id: '1', _source: { a: 1 } }],
      [3, { _bulk: 'delete', _id: '2' }],
      [4, { _bulk: 'create', _source: { b: 2 } }],
    ]);
  });

  test('a bulk action whose document is missing is truncated', () => {
    expect(cut(bulk, '{"index":{}}\n')).toMatchObject([{ flaw: FLAW_TRUNCATED, value: 'truncated' }]);
  });

  test('a length in a journal export says where a value ends: no line of it is a field', () => {
    const head = new TextEncoder().encode('__CURSOR=a\nMESSAGE\n');
    const value = new TextEncoder().encode('one\n_UID=0\n\nthree');
    const length = Uint8Array.of(value.length, 0, 0, 0, 0, 0, 0, 0);
    const tail = new TextEncoder().encode('\n_UID=1000\n\n__CURSOR=b\nMESSAGE=x\nMESSAGE=y\n');
    const bytes = Uint8Array.from([...head, ...length, ...value, ...tail]);
    expect(cut(journal, bytes).map((each) => each.value)).toEqual([
      { __CURSOR: 'a', MESSAGE: 'one\n_UID=0\n\nthree', _UID: '1000' },
      { __CURSOR: 'b', MESSAGE: ['x', 'y'] },
    ]);
    expect(cut(journal, bytes, 1)).toEqual(cut(journal, bytes));
  });

  test('elements of one name are records, what surrounds them is none', () => {
    const text = '<results><meta/><result offset="0"><text>a &lt; b</text></result>\n<results2/><result/>\n</results>';
    expect(cut(xml, text).map(({ value, line }) => [line, value])).toEqual([
      [
        1,
        {
          element: 'result',
          attributes: { offset: '0' },
          children: [{ element: 'text', attributes: {}, children: ['a < b'] }],
        },
      ],
      [2, { element: 'result', attributes: {}, children: [] }],
    ]);
  });

  test('no entity of a document type is read', () => {
    expect(cut(xml, '<result>&secret;</result>')).toMatchObject([{ value: 'not-xml' }]);
  });

  test('every header of a Zeek log holds for what follows it', () => {
    const header = (fields: string) =>
      `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n${fields}`;
    const text = `${header('#path\tconn\n#fields\tts\ttags\n#types\ttime\tset[string]')}\n1.5\ta,b\n2\t-\n#close\tx\n${header(
      '#path\tdns\n#fields\tts\n#types\ttime',
    )}\n3\n4\t5\n`;
    expect(cut(zeek, text).map(({ value, line }) => [line, value])).toEqual([
      [8, { _path: 'conn', ts: '1.5', tags: ['a', 'b'] }],
      [9, { _path: 'conn', ts: '2' }],
      [18, { _path: 'dns', ts: '3' }],
      [19, 'wrong-columns'],
    ]);
  });

  test('lines that begin a comment are no records', () => {
    expect(texts({ kind: 'lines', comment: '#' }, '#a\nb\n # c\n')).toEqual(['b', ' # c']);
  });
});

test.each([
  ['bash', bash],
  ['zsh', zsh],
  ['bulk', bulk],
  ['journal', journal],
  ['xml', xml],
  ['zeek', zeek],
])('%s: where the pieces end makes no difference', (_, framing) => {
  const parts = [
    '#1380630977',
    ': 1:0;',
    '\\',
    '\n',
    '\n\n',
    '{"index":{}}',
    '{"a":1}',
    'KEY',
    '=',
    '<result',
    '</result>',
    '>',
    '/',
  ];
  const piece = fc.oneof(fc.constantFrom(...parts, '#fields\ta\tb', 'x\ty', '#separator \\x09'), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
      const text = pieces.join('');
      expect(cut(framing, text, size)).toEqual(cut(framing, text));
    }),
  );
});

describe('tables in JSON', () => {
  const kusto: Framing = { kind: 'json', envelope: ['Rows'], only: { TableKind: 'PrimaryResult' } };

  test('only the rows of the result are records of an answer of Kusto, named by its columns', () => {
    const frames = [
      { FrameType: 'DataSetHeader' },
      { TableKind: 'QueryProperties', Columns: [{ ColumnName: 'k' }], Rows: [['x']] },
      { TableKind: 'PrimaryResult', Columns: [{ ColumnName: 'a' }, { ColumnName: 'b' }], Rows: [[1, 2], [3]] },
      { FrameType: 'DataSetCompletion' },
    ];
    expect(cut(kusto, JSON.stringify(frames)).map(({ value }) => value)).toEqual([{ a: 1, b: 2 }, [3]]);
    expect(cut(kusto, JSON.stringify(frames, null, 2), 1).map(({ value }) => value)).toEqual([{ a: 1, b: 2 }, [3]]);
  });

  test('every table of a list gives its rows', () => {
    const framing: Framing = { kind: 'json', envelope: ['tables', '[]', 'rows'], only: {} };
    const table = (name: string, rows: unknown[]) => ({ name, columns: [{ name: 'c', type: 'string' }], rows });
    const text = JSON.stringify({ tables: [table('A', [['x']]), table('B', [['y'], ['z']])], more: [1] });
    expect(cut(framing, text).map(({ value }) => value)).toEqual([{ c: 'x' }, { c: 'y' }, { c: 'z' }]);
  });

  test('the members of a document can be its records', () => {
    const text = '{"event_0":{"a":1},\n"event_1":{"a":2}}';
    const cuts = cut({ kind: 'json', envelope: [], members: true }, text);
    expect(cuts.map(({ value, line }) => [line, value])).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ]);
  });
});
