import { SaxesParser } from 'saxes';
import type { Decoded } from './record-value.js';

/** An element as a value: its name, its attributes, and what stands in it. */
export interface XmlElement {
  readonly element: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Decodes one element. No document type and no entity of its own is read, so nothing in it leads outside or grows. */
export function readXml(text: string, depth: number): Decoded {
  const parser = new SaxesParser({ fragment: true });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let fault: string | null = null;
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: OpenElement = { element: name, attributes: attributesOf(attributes), children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > depth) fault ??= `elements lie more than ${depth} deep inside one another`;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const content = (written: string): void => {
    open.at(-1)?.children.push(written);
  };
  parser.on('text', content);
  parser.on('cdata', content);
  parser.write(text).close();
  if (root !== null && fault === null) return { ok: true, value: root };
  return { ok: false, code: 'not-xml', reason: `The element is not well-formed XML: ${fault ?? 'there is none'}.` };
}

function attributesOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
}
