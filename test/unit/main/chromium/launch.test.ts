import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { withFeaturesOff } from '../../../../main/chromium/browser/launch.js';

function featuresOff(switches: readonly string[]): readonly string[] {
  const [only, second] = switches.filter((one) => one.startsWith('--disable-features='));
  expect(second).toBeUndefined();
  return only?.slice('--disable-features='.length).split(',') ?? [];
}

test('one switch turns off what main asks for and what Playwright turns off', () => {
  const bundle = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'lib/coreBundle.js',
  );
  const list = /disabledFeatures = \[([\s\S]*?)\]/.exec(readFileSync(bundle, 'utf8'))?.[1] ?? '';
  const playwright = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name);
  expect(playwright.length).toBeGreaterThan(5);
  const switches = withFeaturesOff(['--no-pings', '--disable-features=One,Two', '--disable-features=Three']);
  expect(featuresOff(switches)).toEqual(expect.arrayContaining([...playwright, 'One', 'Two', 'Three']));
  expect(switches).toContain('--no-pings');
});
