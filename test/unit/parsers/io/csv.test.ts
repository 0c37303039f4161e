import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvFramer } from '../../../../parsers/io/csv-framer.js';
import { columnNames, csvFields, csvValue } from '../../../../parsers/io/csv-row.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { splitBlock } from '../../../../parsers/io/split-block.js';

const encoder = new TextEncoder();

function frame(text: string, columns: readonly string[], step = 1 << 20, limits: Partial<Limits> = {}, header = true) {
  const bytes = encoder.encode(text);
  const framing = { kind: 'csv', delimiter: ',', header, columns } as const;
  const framer = new CsvFramer(0, { framing, name: 'x.csv', envelope: null }, { ...DEFAULT_LIMITS, ...limits });
  const rows: { text: string; offset: number; line: number; flaw: number }[] = [];
  const take = (blocks: ReturnType<CsvFramer['push']>): void => {
    for (const block of blocks) {
      splitBlock(block, (row, start, length, line, flaw) => {
        expect(Buffer.from(bytes.subarray(block.offset + start, block.offset + start + length)).toString()).toBe(row);
        rows.push({ text: row, offset: block.offset + start, line, flaw });
      });
    }
  };
  for (let at = 0; at < bytes.length; at += step) take(framer.push(bytes.subarray(at, at + step)));
  take(framer.finish());
  return rows;
}

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`;

describe('CSV', () => {
  test.each<[string, readonly string[]]>([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',', ['', '']],
    ['"a,b","c""d","e\nf"', ['a,b', 'c"d', 'e\nf']],
    ['a"b,"c"d,"e', ['a"b', 'cd', 'e']],
  ])('fields of %s', (row, fields) => {
    expect(csvFields(row, ',')).toEqual(fields);
  });

  test('names of columns are unique and never empty; a column may be called __proto__', () => {
    expect(columnNames(['a', '', 'a', ' b '])).toEqual(['a', 'column 2', 'a (2)', 'b']);
    expect(Object.keys(csvValue(['1'], ['__proto__', 'x']))).toEqual(['__proto__', 'x']);
  });

  test('a header that is repeated is no row, in pieces of any size', () => {
    for (const step of [1, 7, 1000]) {
      const rows = frame('a,b\r\n1,2\na,b\n3,4\na,b ', ['a', 'b'], step);
      expect(rows.map(({ text, line }) => [text, line])).toEqual([
        ['1,2', 2],
        ['3,4', 4],
        ['a,b ', 5],
      ]);
    }
  });

  test('fields written and read are the same, in pieces of any size', () => {
    const field = fc.oneof(fc.string(), fc.constantFrom('', 'a\nb', 'x"y', '\r\n', 'ü€😀', ','));
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (rows, end, last, step) => {
          const written = ['h1,h2,h3', ...rows.map((row) => row.map(quoted).join(','))].join(end) + (last ? end : '');
          const framed = frame(written, ['h1', 'h2', 'h3'], step, { blockBytes: 32 });
          expect(framed.map(({ text }) => csvFields(text, ','))).toEqual(rows);
          expect(framed.every(({ flaw }) => flaw === 0)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('lines and offsets count what is in quotes, blank lines and the header', () => {
    const rows = frame('\uFEFFa,b\n"x\ny",1\n\nz,2\n', ['a', 'b']);
    expect(rows).toEqual([
      { text: '"x\ny",1', offset: 7, line: 2, flaw: 0 },
      { text: 'z,2', offset: 16, line: 5, flaw: 0 },
    ]);
    expect(frame('1,2\n3,4', ['a', 'b'], 1, {}, false)).toHaveLength(2);
  });

  test('a quote that nothing closes costs one row', () => {
    const rows = ['a,"x",c', 'a,"x,c', 'a,"y",c', 'a,z,c'];
    for (const step of [1, 1 << 20]) {
      expect(frame(['h,h,h', ...rows].join('\n'), ['1', '2', '3'], step).map(({ flaw }) => flaw)).toEqual([0, 2, 0, 0]);
      expect(
        frame(['h,h,h', ...rows.slice(1, 2), 'b,c,d', 'e,f,g'].join('\n'), ['1', '2', '3'], step).map(
          ({ flaw }) => flaw,
        ),
      ).toEqual([2, 0, 0]);
    }
  });

  test('a last row that is cut off is one truncated row', () => {
    expect(frame('a,b,c\n1,2,3\n4,5', ['a', 'b', 'c']).map(({ flaw }) => flaw)).toEqual([0, 1]);
    expect(frame('a,b,c\n1,2,3\n4,"text\nthat goes on', ['a', 'b', 'c']).map(({ flaw }) => flaw)).toEqual([0, 1]);
  });

  test('a row that is too large is one rejected row', () => {
    for (const step of [1, 50]) {
      const rows = frame(`a,b\n1,2\n3,${'x'.repeat(500)}\n5,6\n`, ['a', 'b'], step, { recordBytes: 100 });
      expect(rows.map(({ flaw, line }) => [flaw, line])).toEqual([
        [0, 2],
        [3, 3],
        [0, 4],
      ]);
    }
  });
});
