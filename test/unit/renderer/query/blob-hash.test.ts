import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { blobSha256 } from '../../../../renderer/query/blob-hash.js';

test.each([0, 1, 65_536, 1_000_003])('a blob of %i bytes', async (size) => {
  const bytes = randomBytes(size);
  expect(await blobSha256(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('hex'));
});
