/** Times reach a person through one formatter: the sources are searched for other ways to write one. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);

/** Ways to turn an instant into text. */
const WRITES_TIME =
  /Intl\.DateTimeFormat|\.to(?:ISO|UTC|GMT|Date|Time|JSON)(?:String)?\(|\.toLocale(?:Date|Time)?String\(|\.formatToParts\(/;
/** Reading text of an instant by its places: `at`, `openedAt`, `date`, `time` and their kin. */
const CUTS_TIME =
  /\b(?:at|\w+At|date|time|iso|since|now|first|last)\.slice\(\s*0,\s*(?:10|16|19|23)\s*\)|\.replace\('T', ' '\)/;
/** The moment of an act, as it is kept: full ISO 8601 with its zone. */
const KEEPS_NOW = /new Date\(\)\.toISOString\(\)/g;

/** The formatter itself, the zone table it stands on, and what reads dates that a person typed. */
const ALLOWED: ReadonlySet<string> = new Set([
  'parsers/time/format.ts',
  'parsers/time/zone.ts',
  'renderer/features/case/report-checks.ts',
]);

function sources(folder: string): readonly string[] {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.pathname.length));
}

function linesThat(pattern: RegExp, files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(new URL(file, ROOT), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line.replaceAll(KEEPS_NOW, '')) ? [`${file}:${index + 1} ${line.trim()}`] : [],
      ),
  );
}

describe('one formatter of times', () => {
  const all = [...sources('parsers/'), ...sources('renderer/')];
  const others = all.filter((file) => !ALLOWED.has(file));

  it('is where times become text', () => {
    expect(linesThat(WRITES_TIME, others)).toEqual([]);
    expect(linesThat(WRITES_TIME, ['parsers/time/format.ts'])).toHaveLength(1);
  });

  it('is not gone round by cutting text of an instant', () => {
    expect(
      linesThat(
        CUTS_TIME,
        others.filter((file) => /renderer\/(?:features|report|ui)\//.test(file)),
      ),
    ).toEqual([]);
  });
});
