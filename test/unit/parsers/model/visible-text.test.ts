import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleSegments, visibleText } from '../../../../parsers/model/visible-text.js';

describe('visible text', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['', 'curl -s http://x/ | sh', 'naïve 東京 العربية Ελλάδα', 'a\tb\nc']) {
      expect(visibleText(text)).toBe(text);
      expect(visibleSegments(text)).toEqual([{ kind: 'text', text }]);
    }
  });

  it('shows bidi overrides, escapes, zero-width and lone surrogates as codes', () => {
    expect(visibleText('a\u202eb')).toBe('a‹U+202E›b');
    expect(visibleText('\u001b[31m')).toBe('‹U+001B›[31m');
    expect(visibleText('x\u200by')).toBe('x‹U+200B›y');
    expect(visibleText('\ud800')).toBe('‹U+D800›');
    expect(visibleText('\u{e0041}')).toBe('‹U+E0041›');
    expect(visibleText('\u{1d173}')).toBe('‹U+1D173›');
    expect(visibleSegments('a\r').at(-1)).toEqual({ kind: 'code', code: 'U+000D', name: 'carriage return' });
  });

  it('writes JSON that reads the same and moves no cursor', () => {
    expect(visibleJson('"\u009b31m\u{e0041}"')).toBe(String.raw`"\u009b31m\udb40\udc41"`);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = visibleJson(JSON.stringify(text));
        expect(json).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Surrogate}/u);
        expect(JSON.parse(json)).toBe(text);
      }),
    );
  });

  it('never lets an invisible or reordering character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[^\t\n\P{Cc}]|\p{Bidi_Control}|\p{Surrogate}/u);
      }),
    );
  });
});
