import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FORMATS, distinct } from '../../../parsers/registry.js';

const root = new URL('../../../', import.meta.url);

test('two formats under one id are refused', () => {
  const [first] = FORMATS;
  if (first === undefined) throw new TypeError('no formats');
  expect(() => distinct([first, { ...first }])).toThrow('two formats are called');
});

test.each(FORMATS.map((format) => [format.id, format.parserVersion]))(
  '%s has all that belongs to a format',
  (id, version) => {
    expect(version).toMatch(new RegExp(`^${id}/\\d+$`));
    const parts = [
      `parsers/formats/${id}/README.md`,
      // What is mapped by hand is recognised by nothing; it is proven on the samples of tables.
      ...(id === 'mapped' ? [] : [`sample-evidence/${id}/expected.json`]),
      `test/unit/parsers/formats/${id}.test.ts`,
      `docs/formats/${id}.md`,
    ];
    expect(parts.filter((part) => !existsSync(new URL(part, root)))).toEqual([]);
  },
);
