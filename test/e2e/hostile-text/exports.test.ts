import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { runExhibit } from '../../support/run-exhibit.js';
import { FORMATS, NAMES, writeHostileEvidence } from './hostile-evidence.js';
import { HOSTILE, RAW } from './hostile-strings.js';
import { readCsv } from './read-csv.js';

type Exported = Readonly<Record<string, unknown>>;

describe('hostile text in exports', () => {
  const root = mkdtempSync(join(tmpdir(), 'exhibit-hostile-exports-'));
  let events: readonly Exported[];
  let ndjson: string;
  let rows: readonly Readonly<Record<string, string>>[];

  beforeAll(async () => {
    const { paths } = await writeHostileEvidence(root);
    const [json, csv] = [join(root, 'events.ndjson'), join(root, 'events.csv')];
    expect((await runExhibit(['events', ...paths, '--out', json])).code).toBe(1);
    expect((await runExhibit(['events', ...paths, '--csv', '--out', csv])).code).toBe(1);
    ndjson = readFileSync(json, 'utf8');
    events = ndjson
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Exported);
    const [head = [], ...body] = readCsv(readFileSync(csv, 'utf8'));
    rows = body.map((cells) => Object.fromEntries(cells.map((cell, index) => [head[index] ?? '?', cell])));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(FORMATS)('comes through %s unchanged, to the last character', (format) => {
    const found = events.filter(
      (event) =>
        event['exhibit.format'] === format && String(event['@timestamp']) < '2026-03-02T10' && '@timestamp' in event,
    );
    expect(found.map((event) => event['user.name'])).toEqual(HOSTILE.map(({ text }) => text));
  });

  it('keeps no record of a log from being read, not by a NUL either', () => {
    const found = events.filter((event) => event['exhibit.source.member'] === NAMES.lines);
    expect(found).toHaveLength(HOSTILE.length);
    expect(found.some((event) => String(event['message']).includes('\0'))).toBe(true);
  });

  it('keeps the names of members', () => {
    const members = new Set(events.map((event) => event['exhibit.source.member']));
    for (const name of [NAMES.cloud, NAMES.inFolder, `var/log/${NAMES.falco}`, `var/log/${NAMES.audit}`])
      expect(members).toContain(name);
  });

  it('does nothing to a terminal that shows the NDJSON', () => {
    expect(ndjson.replaceAll('\n', '')).not.toMatch(RAW);
    expect(ndjson).not.toContain('\t');
  });

  it('is no formula and hides nothing in the table', () => {
    expect(rows).toHaveLength(events.length);
    for (const cell of rows.flatMap((row) => Object.values(row))) {
      expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
      expect(cell).not.toMatch(/^[\t\r]/);
      expect(cell).not.toMatch(RAW);
    }
  });

  it('stands in the table as the record says it, visible, led by an apostrophe where it would be a formula', () => {
    const cells = rows.filter((row) => row['exhibit.format'] === 'falco').map((row) => row['user.name'] ?? '');
    for (const { text } of HOSTILE) {
      const visible = visibleText(text);
      expect(cells.some((cell) => cell === visible || cell === `'${visible}`)).toBe(true);
    }
  });
});
