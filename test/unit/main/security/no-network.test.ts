import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../../../../main/', import.meta.url));

/** Node's own ways out: the engine's walls do not cover them. */
const WAY_OUT =
  /(?:from |import\(|require\()['"](?:node:)?(?:net|http|https|http2|dns|dns\/promises|tls|dgram|inspector|undici)['"]|\b(?:fetch|WebSocket|EventSource|XMLHttpRequest)\(/;

function waysOut(source: string): string | null {
  return WAY_OUT.exec(source.replaceAll(/^\s*(?:\*|\/\/|\/\*).*$/gm, ''))?.[0] ?? null;
}

test('the search finds what it looks for', () => {
  expect(waysOut("import { get } from 'node:https';")).toBe("from 'node:https'");
  expect(waysOut('await fetch(url)')).toBe('fetch(');
  expect(waysOut('// fetch(url) is never called')).toBeNull();
});

test('main opens no connection of its own', () => {
  const files = readdirSync(MAIN, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|mjs)$/.test(name));
  expect(files.length).toBeGreaterThan(50);
  const found = files
    .map((name) => `${name}: ${waysOut(readFileSync(`${MAIN}${name}`, 'utf8')) ?? ''}`)
    .filter((line) => !line.endsWith(': '));
  expect(found).toEqual([]);
});
