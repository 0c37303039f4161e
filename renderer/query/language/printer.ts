import { isKeyword, SPECIAL, TIME_FIELD, type QueryNode, type Value } from './syntax.js';

const PHRASE_ESCAPES: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** How tightly a node holds together. */
const RANK = { or: 0, and: 1, not: 2 } as const;

/** Writes a query in its shortest plain form. `parseQuery` reads it back as the same query. */
export function printQuery(node: QueryNode): string {
  return print(node, RANK.or);
}

function print(node: QueryNode, rank: number): string {
  switch (node.type) {
    case 'everything':
      return '*';
    case 'text':
      return printValue(node.value);
    case 'field':
      return `${node.field}: ${printValue(node.value)}`;
    case 'exists':
      return `${node.field}: *`;
    case 'range':
      return `${node.field} ${node.operator} ${node.bound}`;
    case 'time': {
      const written = node.written === '*' ? '*' : `"${node.written}"`;
      return node.operator === ':' ? `${TIME_FIELD}: ${written}` : `${TIME_FIELD} ${node.operator} ${written}`;
    }
    case 'not':
      return `not ${print(node.node, RANK.not)}`;
    case 'and':
    case 'or': {
      const own = RANK[node.type];
      const text = node.nodes.map((child) => print(child, own)).join(` ${node.type} `);
      return own < rank ? `(${text})` : text;
    }
  }
}

/** Writes a value so that it is read back as the same value, wherever it stands. */
export function printValue(value: Value): string {
  if (value.kind === 'literal') {
    // A word that begins with a slash could be taken for a regular expression.
    if (!SPECIAL.test(value.text) && !isKeyword(value.text) && !value.text.startsWith('/')) return value.text;
    return `"${value.text.replaceAll(/["\\\n\r\t]/g, (character) => PHRASE_ESCAPES[character]!)}"`;
  }
  if (value.kind === 'regex') return `/${value.source}/${value.ignoreCase ? 'i' : ''}`;
  const text = value.parts
    .map((part) => {
      if (part.kind === 'any') return '*';
      if (part.kind === 'one') return '?';
      return part.text.replaceAll(new RegExp(SPECIAL, 'gu'), String.raw`\$&`);
    })
    .join('');
  return text.startsWith('/') ? `\\${text}` : text;
}
