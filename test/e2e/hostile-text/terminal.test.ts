import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { PROGRAM, runExhibit, runProgram } from '../../support/run-exhibit.js';
import { NAMES, writeHostileEvidence } from './hostile-evidence.js';
import { HOSTILE, hostile, RAW } from './hostile-strings.js';
import { expectSilentTerminal } from './silent-terminal.js';

/** util-linux's `script` gives a program a terminal. */
const SCRIPT = '/usr/bin/script';

/** A text as one word of sh. */
function word(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

describe('hostile text at the terminal', () => {
  const root = mkdtempSync(join(tmpdir(), 'exhibit-hostile-terminal-'));
  let paths: readonly string[];
  beforeAll(async () => {
    ({ paths } = await writeHostileEvidence(root));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('is visible in the ledger', async () => {
    const result = await runExhibit(['import', ...paths, '--case', join(root, `case ${NAMES.folder}`)]);
    expect(result.code).toBe(1);
    expectSilentTerminal(result);
    const shown = String(result.stdout);
    for (const name of Object.values(NAMES))
      expect(shown).toContain(visibleText(name).replaceAll('\n', '‹U+000A›').replaceAll('\t', '‹U+0009›'));
    expect(shown.split('\n').some((line) => line.startsWith('E99'))).toBe(false);
  });

  it('is escaped in the ledger as JSON, and reads the same', async () => {
    const result = await runExhibit(['import', ...paths, '--json', '--case', join(root, 'case')]);
    expectSilentTerminal(result);
    const ledger = JSON.parse(String(result.stdout)) as { exhibits: { name: string; members: { path: string }[] }[] };
    expect(ledger.exhibits.map(({ name }) => name)).toEqual([NAMES.archive, NAMES.plain, NAMES.folder]);
    expect(ledger.exhibits.flatMap(({ members }) => members.map(({ path }) => path))).toContain(NAMES.inFolder);
  });

  const bad = hostile('terminal').replaceAll('\0', '');
  const refused: Readonly<Record<string, () => readonly string[]>> = {
    'a command that does not exist': () => [bad],
    'an option that does not exist': () => ['import', `--${bad}`],
    'evidence that is not there': () => ['events', join(root, bad)],
    'a case that is none': () => ['events', '--case', join(root, `no case ${bad}`)],
    'a description that is none': () => ['events', paths[0] ?? '', '--meta', paths[1] ?? ''],
    'annotations that are none': () => [
      'report',
      paths[0] ?? '',
      '--annotations',
      join(root, 'annotations.json'),
      '--out',
      'x',
    ],
    'a place that does not exist': () => ['report', paths[0] ?? '', '--out', join(root, bad, 'x.pdf')],
    'a query that is none': () => ['events', paths[1] ?? '', '--query', `(${bad}`],
    'a member that is none': () => ['events', paths[1] ?? '', '--zone', `${bad}=UTC`],
    'a zone that is none': () => ['events', paths[1] ?? '', '--zone', `a=${bad}`],
    'a date that is none': () => ['report', paths[1] ?? '', '--out', 'x.pdf', '--date', bad],
  };
  it.each(Object.keys(refused))('is visible in the message about %s', async (what) => {
    const ids = HOSTILE.map(({ text }) => ({ id: text, kind: text, match: { line: 0, member: text } }));
    writeFileSync(
      join(root, 'annotations.json'),
      JSON.stringify({ annotations: ids, links: [{ from: bad, to: bad }] }),
    );
    const result = await runExhibit(refused[what]?.() ?? []);
    expect(result.code).toBeGreaterThanOrEqual(2);
    expect(result.stderr.length).toBeGreaterThan(0);
    expectSilentTerminal(result);
  });

  it.skipIf(!existsSync(SCRIPT))('cannot move the cursor beside the progress line', async () => {
    const command = [process.execPath, PROGRAM, 'import', ...paths, '--case', join(root, 'terminal case')]
      .map(word)
      .join(' ');
    const { stdout } = await runProgram(SCRIPT, ['-qec', command, '/dev/null']);
    const shown = String(stdout);
    expect(shown).toContain('\r\u001b[K');
    const rest = shown.replaceAll('\r\u001b[K', '').replaceAll('\r\n', '\n');
    expect(rest).not.toMatch(RAW);
  });
});
