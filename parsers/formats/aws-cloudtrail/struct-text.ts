/** Athena writes names in lower case; these are read by their own spelling. */
const NAMES: Readonly<Record<string, string>> = {
  principalid: 'principalId',
  accountid: 'accountId',
  username: 'userName',
  accesskeyid: 'accessKeyId',
  invokedby: 'invokedBy',
  identityprovider: 'identityProvider',
  sessioncontext: 'sessionContext',
  sessionissuer: 'sessionIssuer',
  webidfederationdata: 'webIdFederationData',
  federatedprovider: 'federatedProvider',
};

const MAX_DEPTH = 32;

interface Cursor {
  readonly text: string;
  at: number;
}

/**
 * Reads a nested value as Athena prints it, without quotes: `{type=IAMUser, arn=arn:aws:..., sessioncontext={...}}` and
 * `[{arn=...}]`. A comma followed by a blank separates; a value may hold `=` and commas without one. Null for text of
 * another kind.
 */
export function structText(text: string): unknown {
  const cursor = { text: text.trim(), at: 0 };
  const value = readValue(cursor, 0);
  return cursor.at === cursor.text.length ? value : null;
}

function readValue(cursor: Cursor, depth: number): unknown {
  const first = cursor.text[cursor.at];
  if (depth < MAX_DEPTH && first === '{') return readStruct(cursor, depth);
  return depth < MAX_DEPTH && first === '[' ? readList(cursor, depth) : readPlain(cursor);
}

function readStruct(cursor: Cursor, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  cursor.at += 1;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}') {
    const equals = cursor.text.indexOf('=', cursor.at);
    if (equals < 0) break;
    const name = cursor.text.slice(cursor.at, equals).trim();
    cursor.at = equals + 1;
    const value = readValue(cursor, depth + 1);
    if (value !== 'null' && value !== '') entries.push([NAMES[name] ?? name, value]);
    skipSeparator(cursor);
  }
  cursor.at += 1;
  return Object.fromEntries(entries);
}

function readList(cursor: Cursor, depth: number): unknown[] {
  const values: unknown[] = [];
  cursor.at += 1;
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ']') {
    values.push(readValue(cursor, depth + 1));
    skipSeparator(cursor);
  }
  cursor.at += 1;
  return values;
}

function readPlain(cursor: Cursor): string {
  const start = cursor.at;
  while (cursor.at < cursor.text.length) {
    const here = cursor.text[cursor.at];
    if (here === '}' || here === ']' || (here === ',' && cursor.text[cursor.at + 1] === ' ')) break;
    cursor.at += 1;
  }
  return cursor.text.slice(start, cursor.at);
}

function skipSeparator(cursor: Cursor): void {
  if (cursor.text[cursor.at] !== ',') return;
  cursor.at += 1;
  while (cursor.text[cursor.at] === ' ') cursor.at += 1;
}
