import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEntrance } from './namespace.js';

interface StoryResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Every story that must have been told; one that is missing was not. */
const STORIES = [
  'the command line sends no packet, not even to this machine import',
  'the command line sends no packet, not even to this machine events',
  'the command line sends no packet, not even to this machine report',
  'the window sends no packet to any other machine makes a case',
  'the window sends no packet to any other machine imports by path',
  'the window sends no packet to any other machine annotates',
  'the window sends no packet to any other machine exports',
  'the window sends no packet to any other machine lets nothing out to 198.51.100.7, whatever the page tries',
  'the window sends no packet to any other machine lets nothing out to [2001:db8:1::7], whatever the page tries',
  'the window sends no packet to any other machine lets nothing out to machine.example.org, whatever the page tries',
  'what would leave is counted one datagram over udp4 to 198.51.100.7 raises the counter',
  'what would leave is counted one datagram over udp6 to 2001:db8:1::7 raises the counter',
  'what would leave is counted one datagram over udp4 to 127.0.0.1 raises the counter',
  'what would leave is counted a browser without our walls raises it',
];

const entrance = findEntrance();
const command = 'command' in entrance ? entrance.command : [];
const where =
  'command' in entrance
    ? `in an empty network namespace (${command.slice(0, 2).join(' ')})`
    : `NOT RUN, no network namespace: ${entrance.missing}`;

/** Runs the test runner once more, inside. */
async function tellStories(folder: string): Promise<readonly StoryResult[]> {
  const runner = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const config = fileURLToPath(new URL('./inside/vitest.config.ts', import.meta.url));
  const out = join(folder, 'results.json');
  const [executable = '', ...args] = command;
  const inside = [process.execPath, runner, 'run', '--config', config, '--reporter=json', `--outputFile=${out}`];
  const child = spawn(executable, [...args, ...inside], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  try {
    const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as {
      readonly testResults: readonly { readonly assertionResults: readonly StoryResult[] }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch (error) {
    throw new Error(`the stories were not told: ${String(said)}${String(complained)}`, { cause: error });
  }
}

describe.skipIf('missing' in entrance)(where, () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-stories-'));
  let told: ReadonlyMap<string, StoryResult>;

  beforeAll(async () => {
    told = new Map((await tellStories(folder)).map((result) => [result.fullName, result]));
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(STORIES)('%s', (story) => {
    const result = told.get(story);
    expect(result?.failureMessages.join('\n')).toBe('');
    expect(result?.status).toBe('passed');
  });

  it('nothing else was told, and nothing left out', () => {
    expect([...told.keys()].toSorted()).toEqual(STORIES.toSorted());
  });
});
