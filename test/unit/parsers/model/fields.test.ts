import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FIELDS, RESIDENT_FIELDS } from '../../../../parsers/model/fields.js';

test('the page of fields is what the code says', () => {
  const page = readFileSync(new URL('../../../../docs/fields.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const written = rows
    .map((row) => row.split(' | '))
    .map(([name = '', type, , description = '']) => [name.slice(3, -1), type, description.slice(0, -2)]);
  // If this fails: node scripts/write-field-table.mjs
  expect(written).toEqual(
    Object.entries(FIELDS).map(([name, { type, description }]) => [name, type, description.replaceAll('|', '\\|')]),
  );
});

test('resident fields are few', () => {
  expect(RESIDENT_FIELDS.length).toBeLessThanOrEqual(30);
});
