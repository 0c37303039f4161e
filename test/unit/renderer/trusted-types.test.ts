import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { admitScript, escapeMarkup } from '../../../renderer/trusted-types.js';

test('markup becomes the text it is', () => {
  expect(escapeMarkup('<img src=x onerror="a(\'b\')">&amp;')).toBe(
    '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;',
  );
  fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(escapeMarkup(text))));
});

test.each([
  ['/assets/w.js', true],
  ['app://exhibit/assets/w.js', true],
  ['/other/w.js', false],
  ['/assets/../w.js', false],
  ['https://evil.invalid/assets/w.js', false],
  ['app://evil/assets/w.js', false],
  ['blob:app://exhibit/1', false],
  ['data:text/javascript,1', false],
  ['javascript:1', false],
])('%s as a script: %s', (url, admitted) => {
  expect(admitScript(url, 'app://exhibit/index.html')).toBe(admitted ? url : null);
});
