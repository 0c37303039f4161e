import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a layer may import: folders of ours by prefix, packages by name; `types` only as `import type`. */
interface Layer {
  readonly folder: string;
  readonly ours: readonly string[];
  readonly types?: readonly string[];
  readonly packages: readonly string[];
}

/** Who may import whom. The first folder that fits a file is its layer. `<self>` is the folder below the layer's own. */
const LAYERS: readonly Layer[] = [
  {
    folder: 'parsers/formats/',
    ours: ['parsers/formats/<self>', 'parsers/model/', 'parsers/io/', 'parsers/carriers/', 'parsers/time/'],
    packages: [],
  },
  {
    folder: 'parsers/',
    ours: ['parsers/'],
    packages: ['tar-stream', 'fflate', 'fzstd', '@noble/hashes', '@zip.js/zip.js', 'saxes', 'yaml'],
  },
  { folder: 'renderer/commands/', ours: ['renderer/commands/'], packages: [] },
  {
    folder: 'renderer/ui/',
    ours: ['renderer/ui/', 'renderer/commands/', 'parsers/model/', 'parsers/time/'],
    packages: ['react', 'react-dom', 'react-aria-components', '@fontsource'],
  },
  {
    folder: 'renderer/ui-state/',
    ours: [
      'renderer/ui-state/',
      'renderer/ui/',
      'renderer/commands/',
      'renderer/session/session',
      'renderer/query/spec',
      'parsers/model/',
      'parsers/time/',
    ],
    types: ['main/bridge/contract'],
    packages: ['react'],
  },
  { folder: 'renderer/attack/', ours: ['renderer/attack/'], packages: [] },
  { folder: 'renderer/db/', ours: ['renderer/db/', 'parsers/'], packages: ['dexie', '@noble/hashes'] },
  { folder: 'renderer/query/', ours: ['renderer/query/', 'renderer/db/', 'parsers/'], packages: ['@noble/hashes'] },
  {
    folder: 'renderer/workers/',
    ours: ['renderer/workers/', 'renderer/db/', 'renderer/query/', 'parsers/'],
    packages: ['@noble/hashes'],
  },
  {
    folder: 'renderer/session/',
    ours: [
      'renderer/session/',
      'renderer/workers/',
      'renderer/db/',
      'renderer/query/',
      'renderer/report/',
      'parsers/',
      'sample-evidence/demonstration/annotations.json',
    ],
    types: ['main/bridge/contract'],
    packages: [],
  },
  {
    folder: 'renderer/kill-chain/',
    ours: [
      'renderer/kill-chain/',
      'renderer/query/spec',
      'renderer/ui/',
      'renderer/attack/',
      'parsers/model/',
      'parsers/time/',
    ],
    packages: ['react'],
  },
  {
    folder: 'renderer/report/',
    ours: [
      'renderer/report/',
      'renderer/session/',
      'renderer/db/',
      'renderer/query/spec',
      'renderer/query/lane-colours',
      'renderer/ui/',
      'renderer/attack/',
      'renderer/kill-chain/',
      'renderer/trusted-types',
      'parsers/model/',
      'parsers/time/',
    ],
    types: ['main/bridge/contract'],
    packages: ['react', 'react-dom', '@noble/hashes', '@fontsource'],
  },
  {
    folder: 'renderer/features/',
    ours: [
      'renderer/features/<self>',
      'renderer/ui/',
      'renderer/ui-state/',
      'renderer/commands/',
      'renderer/query/',
      'renderer/session/',
      'renderer/db/',
      'renderer/report/',
      'renderer/attack/',
      'renderer/kill-chain/',
      'parsers/model/',
      'parsers/time/',
    ],
    types: ['main/bridge/contract'],
    packages: ['react', 'react-dom', 'react-aria-components', 'vis-timeline', 'vis-data', '@fontsource'],
  },
  {
    folder: 'renderer/',
    ours: ['renderer/', 'parsers/'],
    types: ['main/bridge/contract'],
    packages: ['react', 'react-dom', 'react-aria-components', '@fontsource', '@vitejs', 'vite'],
  },
  { folder: 'main/preload/', ours: ['main/preload/', 'main/bridge/', 'main/slice'], packages: ['electron'] },
  // The command of a checkout builds first, then starts what was built.
  { folder: 'main/cli/bin.mjs', ours: ['scripts/build'], packages: ['dist'] },
  {
    folder: 'main/',
    ours: ['main/', 'parsers/model/', 'parsers/io/'],
    packages: [
      'electron',
      'playwright-core',
      'pdf-lib',
      'tar-stream',
      'tar-fs',
      '@noble/hashes',
      'node:',
      'package.json',
    ],
  },
];

const FEATURE_COMPOSITION = 'renderer/features/explore/';

interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  readonly typeOnly: boolean;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}${entry.name}`;
    if (entry.isDirectory()) yield* sources(`${path}/`);
    else if (/\.(ts|tsx|mjs)$/.test(entry.name)) yield path;
  }
}

const STATEMENT =
  /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]/gm;

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(STATEMENT)].map((match) => {
    const written = match[2] ?? match[3] ?? match[4] ?? '';
    const target = written.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), written)) : written;
    return { file, line: text.slice(0, match.index).split('\n').length, target, typeOnly: match[1] !== undefined };
  });
}

function isAllowed({ file, target, typeOnly }: Import): boolean {
  const layer = LAYERS.find(({ folder }) => file.startsWith(folder));
  if (layer === undefined) return false;
  const self = file.slice(layer.folder.length).split('/')[0] ?? '';
  const isOurs = /^(parsers|renderer|main|test|sample-evidence|scripts)\//.test(target);
  if (!isOurs)
    return layer.packages.some((name) => target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`));
  if (typeOnly && layer.types?.some((prefix) => target.startsWith(prefix)) === true) return true;
  // One feature puts the others of the explore screen side by side; it is the only one that may.
  if (file.startsWith(FEATURE_COMPOSITION) && target.startsWith('renderer/features/')) return true;
  return layer.ours.some((prefix) => target.startsWith(prefix.replace('<self>', `${self}/`)));
}

describe('layers', () => {
  const all = ['parsers/', 'renderer/', 'main/'].flatMap((folder) => [...sources(folder)]).flatMap(importsOf);

  it('sees the imports of the tree', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(
      all.some(({ file, target }) => file === 'parsers/import-evidence.ts' && target.startsWith('parsers/io/')),
    ).toBe(true);
  });

  it('lets arrows point inwards only', () => {
    const wrong = all
      .filter((found) => !isAllowed(found))
      .map(({ file, line, target }) => `${file}:${line} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('refuses what the table forbids', () => {
    const typical = { line: 1, typeOnly: false };
    expect(
      isAllowed({ ...typical, file: 'parsers/formats/falco/parse.ts', target: 'parsers/formats/k8s-audit/parse.js' }),
    ).toBe(false);
    expect(isAllowed({ ...typical, file: 'parsers/io/lines.ts', target: 'node:fs' })).toBe(false);
    expect(
      isAllowed({ ...typical, file: 'renderer/features/grid/grid.tsx', target: 'renderer/features/detail/detail.js' }),
    ).toBe(false);
    expect(isAllowed({ ...typical, file: 'renderer/session/case-session.ts', target: 'main/bridge/contract.js' })).toBe(
      false,
    );
    expect(isAllowed({ ...typical, file: 'main/services/journal.ts', target: 'renderer/db/layout.js' })).toBe(false);
    expect(isAllowed({ ...typical, file: 'main/services/journal.ts', target: 'parsers/formats/falco/index.js' })).toBe(
      false,
    );
  });
});
