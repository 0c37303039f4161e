import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS } from '../../../support/demonstration.js';
import { runExhibit } from '../../../support/run-exhibit.js';
import { OUTSIDE, packets } from '../namespace.js';

const DEMONSTRATION = fileURLToPath(new URL('../../../../sample-evidence/demonstration', import.meta.url));

describe('the command line sends no packet, not even to this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-offline-'));
  const bundle = join(DEMONSTRATION, 'incident.tar.gz');
  let before: readonly number[];
  const counts = (): readonly number[] => [packets('lo'), packets(OUTSIDE)];

  beforeAll(() => {
    before = counts();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('import', async () => {
    const { code, stdout, stderr } = await runExhibit(['import', bundle, '--case', join(folder, 'case'), '--json']);
    expect([String(stderr), code]).toEqual(['', 0]);
    expect(JSON.parse(String(stdout))).toMatchObject({ totals: { events: Number(EVENTS.replace(',', '')) } });
    expect(counts()).toEqual(before);
  });

  it('events', async () => {
    const { stdout } = await runExhibit(['events', bundle, '--query', 'process.name: nsenter']);
    expect(String(stdout)).toContain('nsenter');
    expect(counts()).toEqual(before);
  });

  it('report', async () => {
    const out = join(folder, 'report.pdf');
    const stated = [
      '--meta',
      join(DEMONSTRATION, 'case.json'),
      '--annotations',
      join(DEMONSTRATION, 'annotations.json'),
    ];
    await runExhibit(['report', bundle, ...stated, '--out', out]);
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    expect(counts()).toEqual(before);
  });
});
