import { describe, expect, test } from 'vitest';
import { makeProbe } from '../../../parsers/probe.js';
import { recognise } from '../../../parsers/recognise.js';
import { keyFormat, lineFormat } from '../../support/fake-formats.js';

const alpha = keyFormat('alpha');
const beta = keyFormat('beta');
const formats = [alpha, beta, lineFormat('ALERT')];
const encoder = new TextEncoder();

function recogniseText(text: string, isWhole = true) {
  const found = recognise(formats, 'evidence.log', encoder.encode(text), isWhole);
  return found.kind === 'format' ? { format: found.format.id, framing: found.framing } : found.kind;
}

const ndjson = { kind: 'ndjson' };
const json = (...envelope: string[]) => ({ kind: 'json', envelope });

describe('recognise', () => {
  test.each<[string, string, unknown]>([
    ['one object', '{"alpha":1}', ndjson],
    ['NDJSON', '{"alpha":1}\n{"alpha":2}\n', ndjson],
    ['NDJSON with trailing commas', '{"alpha":1},\n{"alpha":2},\n', ndjson],
    ['NDJSON with a log prefix', '2023/03/29 19:44:47 {"alpha":1}\n2023/03/29 19:44:48 {"alpha":2}\n', ndjson],
    ['NDJSON with a byte-order mark and CRLF', '\uFEFF{"alpha":1}\r\n{"alpha":2}\r\n', ndjson],
    ['NDJSON whose first line is damaged', '"alpha":1}\n{"alpha":2}\n{"alpha":3}\n', ndjson],
    ['a pretty object', '{\n  "alpha": 1\n}', json()],
    ['objects in a row', '{"alpha":1}{"alpha":2}', json()],
    ['a list', '[{"alpha":1}]', json()],
    ['an envelope', '{"x":1,"Records":[{"alpha":1}]}', json('Records')],
    ['an envelope two deep', '{"hits":{"hits":[{"alpha":1}]}}', json('hits', 'hits')],
    ['an envelope per line', '{"items":[{"alpha":1}]}\n{"items":[]}\n', json('items')],
    ['a list of envelopes', '[{"logEvents":[{"alpha":1}]}]', json('logEvents')],
    [
      'a table',
      'alpha,b,c\n1,2,3\n4,5,6\n',
      { kind: 'csv', delimiter: ',', header: true, columns: ['alpha', 'b', 'c'] },
    ],
    [
      'a table with tabs',
      'alpha\tb\tc\n1\t2\t3\n',
      { kind: 'csv', delimiter: '\t', header: true, columns: ['alpha', 'b', 'c'] },
    ],
    ['a record cut inside', '{"Records":[{"alpha":1,"x":{"y":[1,', json('Records')],
    ['a list cut inside its first record', '[{"alpha":1,"x":"y', json()],
    ['an element without its closing brace', '[\n  {\n    "alpha": 1\n\n]', json()],
  ])('%s', (_, text, framing) => {
    expect(recogniseText(text)).toEqual({ format: 'alpha-format', framing });
  });

  test('lines', () => {
    expect(recogniseText('ALERT one\nALERT two\n')).toEqual({ format: 'ALERT-lines', framing: { kind: 'lines' } });
  });

  test('a first record larger than the head', () => {
    const head = `{"Records":[{"alpha":1,"x":"${'x'.repeat(70_000)}`.slice(0, 65_536);
    expect(recogniseText(head, false)).toEqual({ format: 'alpha-format', framing: json('Records') });
  });

  test('a mixed dump goes to the format with most records, and says so', () => {
    const text = '{"beta":1}\n{"alpha":1}\n{"beta":2}\n{"beta":3}\n';
    expect(recogniseText(text)).toEqual({ format: 'beta-format', framing: ndjson });
    expect(recognise(formats, 'x', encoder.encode(text), true)).toMatchObject({
      reason: expect.stringContaining(
        'A mixed dump: 3 of 4 sampled records are beta-format, 1 of 4 sampled records are alpha-format.',
      ),
    });
  });

  test('a record that two formats claim is ambiguous, with both reasons', () => {
    const found = recognise(formats, 'x', encoder.encode('{"alpha":1,"beta":2}\n'), true);
    expect(found).toMatchObject({ kind: 'ambiguous' });
    expect(found).toMatchObject({ reason: expect.stringMatching(/alpha-format: .*beta-format: /) });
  });

  test('what nobody knows is unrecognised, with the reasons of all', () => {
    const found = recognise(formats, 'x', encoder.encode('hello\nworld\n'), true);
    expect(found).toMatchObject({ kind: 'unrecognised' });
    expect(found).toMatchObject({
      reason: 'No format claims it.',
      refusals: expect.stringMatching(/No record has the key alpha.*No line begins with ALERT/),
    });
    expect(recogniseText('\0\0\0\u0001binary')).toBe('unrecognised');
    expect(recogniseText('a\0,b,c\nd,e,f\n')).toBe('unrecognised');
    expect(recogniseText('')).toBe('empty');
  });

  test('zeros in a log, written by an attacker or left by a crash, hide none of it', () => {
    const log = '{"alpha":1}\n{"alpha":"\0"}\n{"alpha":2}\n{"alpha":3}\n';
    expect(recogniseText(log)).toEqual({ format: 'alpha-format', framing: ndjson });
    expect(recogniseText(`${log}${'\0'.repeat(4096)}`)).toEqual({ format: 'alpha-format', framing: ndjson });
  });

  test('a format of last resort is asked only when no other claims', () => {
    const last = { ...beta, id: 'last', turn: 'last' } as const;
    const ask = (text: string) => recognise([last, alpha], 'x', encoder.encode(text), true);
    expect(ask('{"alpha":1,"beta":1}')).toMatchObject({ format: { id: 'alpha-format' } });
    expect(ask('{"beta":1}')).toMatchObject({ format: { id: 'last' } });
  });

  test('an envelope is asked when nobody knows what it carries', () => {
    const envelope = { ...beta, turn: 'envelope' } as const;
    const last = { ...keyFormat('gamma'), turn: 'last' } as const;
    const ask = (text: string) => recognise([last, envelope, alpha], 'x', encoder.encode(text), true);
    expect(ask('{"alpha":1,"beta":1,"gamma":1}')).toMatchObject({ format: { id: 'alpha-format' } });
    expect(ask('{"beta":1,"gamma":1}')).toMatchObject({ format: { id: 'beta-format' } });
    expect(ask('{"gamma":1}')).toMatchObject({ format: { id: 'gamma-format' } });
  });

  test.each([
    ['377abcaf271c', '7-Zip archive: unpack it'],
    ['526172211a0700', 'RAR archive: unpack it'],
    ['04224d18', 'LZ4 compressed data: unpack it'],
    ['50415231', 'Parquet'],
    ['45564609', 'EWF'],
    [`${'00'.repeat(1080)}53ef`, 'ext file system'],
    ['d4c3b2a1', 'pcap'],
    ['456c6646696c65', 'EVTX'],
    ['53514c69746520666f726d61742033', 'SQLite'],
    ['4c504b5348485248', 'journal'],
    ['19435654', 'CRIU'],
    ['00051607', 'AppleDouble'],
  ])('%s is named and not read', (hex, name) => {
    expect(recognise(formats, 'x', Uint8Array.from(Buffer.from(hex, 'hex')), true)).toMatchObject({
      kind: 'unsupported',
      reason: expect.stringContaining(name),
    });
  });

  test('a probe holds at most 20 samples and only whole records', () => {
    const text = '{"alpha":1}\n'.repeat(100);
    const probe = makeProbe('x', encoder.encode(text.slice(0, -3)), false);
    expect(probe.samples.length).toBeLessThanOrEqual(20);
    const cut = makeProbe('x', encoder.encode('{"alpha":1}\n{"alpha":22}'.slice(0, -2)), false);
    expect(cut.samples.map(({ value }) => value)).toEqual([{ alpha: 1 }]);
  });
});
