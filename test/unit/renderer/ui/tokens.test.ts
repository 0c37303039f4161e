import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync('renderer/ui/tokens.css', 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const themes = new Map(
  [...css.matchAll(/\[data-theme='([a-z-]+)'\] \{([^}]*)\}/g)].map(([, name = '', body = '']): [string, Tokens] => [
    name,
    new Map(
      [...body.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, token = '', value = '']) => [token, value.trim()]),
    ),
  ]),
);
const coloured = [...themes].filter(([name]) => name !== 'forced');

/** Relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-selected', 'surface-input'];
const PLAIN = ['surface-0', 'surface-1', 'surface-2'];
const OUTCOMES = ['allowed', 'detected', 'prevented', 'denied', 'killed', 'failed', 'unknown'].map(
  (name) => `outcome-${name}`,
);
const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical'].map((name) => `severity-${name}`);
const TONES = ['info', 'success', 'warning', 'danger'];

/** What is read: token and the surfaces it stands on. */
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ...['text', 'text-muted'].map(
    (token) => [token, [...SURFACES, 'accent-soft', ...TONES.map((tone) => `${tone}-soft`)]] as const,
  ),
  ['text-faint', PLAIN],
  ['text-on-accent', ['accent', 'accent-hover']],
  ['accent-text', [...PLAIN, 'accent-soft']],
  ...TONES.map((tone) => [tone, [...PLAIN, `${tone}-soft`]] as const),
  ...OUTCOMES.map((token) => [token, [...PLAIN, 'surface-3', 'surface-selected']] as const),
];

/** What is only seen: borders of controls, focus, marks and bars. */
const GRAPHICS: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', [...PLAIN, 'surface-input']],
  ['focus', [...PLAIN, 'surface-selected', 'accent-soft']],
  ['accent', PLAIN],
  ...['density-strong', 'mark-annotation', 'mark-step', ...SEVERITIES].map((token) => [token, ['surface-1']] as const),
];

function tooLow(tokens: Tokens, pairs: typeof TEXT, least: number): readonly string[] {
  return pairs.flatMap(([token, surfaces]) =>
    surfaces.flatMap((surface) => {
      const ratio = contrast(tokens.get(token) ?? '', tokens.get(surface) ?? '');
      return ratio >= least ? [] : [`${token} on ${surface}: ${ratio.toFixed(2)}`];
    }),
  );
}

describe('tokens', () => {
  it('has five themes that state the same tokens', () => {
    expect([...themes.keys()].toSorted()).toEqual(['contrast-dark', 'contrast-light', 'dark', 'forced', 'light']);
    const names = [...(themes.get('light')?.keys() ?? [])].toSorted();
    expect(names.length).toBeGreaterThan(40);
    for (const [, tokens] of themes) expect([...tokens.keys()].toSorted()).toEqual(names);
  });

  it('knows the contrast of black and white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 9);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
  });

  it.each(coloured)('%s: text can be read', (name, tokens) => {
    expect(tooLow(tokens, TEXT, name.startsWith('contrast') ? 7 : 4.5)).toEqual([]);
  });

  it.each(coloured)('%s: marks, borders and the focus can be seen', (_name, tokens) => {
    expect(tooLow(tokens, GRAPHICS, 3)).toEqual([]);
  });

  it('forced: names only colours of the desktop', () => {
    const values = [...(themes.get('forced')?.values() ?? [])].flatMap((value) => value.split(' ').slice(-1));
    const system = [
      'Canvas',
      'CanvasText',
      'Field',
      'GrayText',
      'ButtonBorder',
      'Highlight',
      'HighlightText',
      'LinkText',
    ];
    expect(values.filter((value) => !system.includes(value))).toEqual([]);
  });
});

/** The printed report has paper of its own. */
const PAPER = ['renderer/report/', 'renderer/kill-chain/'];
const LITERAL = /#[0-9a-f]{3,8}\b(?![\w(-])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(/i;
const NAMED =
  /(?:color|background|fill|stroke|border[a-z-]*|outline)\s*[:=]\s*["']?[^;"']*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple|silver)\b/i;

describe('colours', () => {
  it('are written nowhere but in the tokens', () => {
    const files = readdirSync('renderer', { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(?:css|tsx?)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => file !== 'renderer/ui/tokens.css' && !PAPER.some((folder) => file.startsWith(folder)));
    expect(files.length).toBeGreaterThan(150);
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          (LITERAL.test(line) && !/this\.#|\s#\w+[(=;:<]/.test(line)) || (file.endsWith('.css') && NAMED.test(line))
            ? [`${file}:${index + 1} ${line.trim()}`]
            : [],
        ),
    );
    expect(found).toEqual([]);
  });
});
