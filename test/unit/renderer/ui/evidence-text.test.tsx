import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EvidenceText } from '../../../../renderer/ui/evidence-text.js';

const markup = (text: string): string => renderToStaticMarkup(<EvidenceText text={text} />);

test('markup in a log line stays text', () => {
  expect(markup('<img src=x onerror=alert(1)>')).toBe('<bdi class="evidence">&lt;img src=x onerror=alert(1)&gt;</bdi>');
});

test('bidi and terminal controls are named in sight', () => {
  expect(markup('a\u202egpj.exe\u001b[31m')).toBe(
    '<bdi class="evidence">a<span class="evidence-code" title="right-to-left override">U+202E</span>gpj.exe' +
      '<span class="evidence-code" title="escape (begins a terminal command)">U+001B</span>[31m</bdi>',
  );
});
