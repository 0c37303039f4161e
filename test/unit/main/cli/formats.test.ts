import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatsText } from '../../../../main/cli/formats.js';
import { FORMATS } from '../../../../parsers/registry.js';

// To write the file anew after a change of the registry: npx vitest run test/unit/main/cli/formats.test.ts -u
test('formats.json says what the registry holds', async () => {
  const formats = FORMATS.map(({ id, title, parserVersion, status, rulesOnly }) => ({
    id,
    title,
    parserVersion,
    status,
    rulesOnly,
  }));
  await expect(`${JSON.stringify(formats, null, 2)}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../main/cli/formats.json'),
  );
});

test('every format has its line', () => {
  const lines = formatsText(false).trimEnd().split('\n');
  expect(lines).toHaveLength(FORMATS.length + 1);
  for (const { id } of FORMATS) expect(lines.some((line) => line.startsWith(`${id} `))).toBe(true);
  expect(JSON.parse(formatsText(true))).toHaveLength(FORMATS.length);
});
