import { lookupTable } from '../../model/lookup-table.js';

/** Athena writes names in lower case; these are read by their own spelling. */
const NAMES = lookupTable<string>({
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
});

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
  readItems(cursor, '}', () => {
    const name = /^[\w.-]{1,100}=/.exec(cursor.text.slice(cursor.at, cursor.at + 101))?.[0];
    if (name === undefined) return false;
    cursor.at += name.length;
    const value = readValue(cursor, depth + 1);
    const own = name.slice(0, -1);
    if (value !== 'null' && value !== '') entries.push([NAMES[own] ?? own, value]);
    return true;
  });
  return Object.fromEntries(entries);
}

function readList(cursor: Cursor, depth: number): unknown[] {
  const values: unknown[] = [];
  readItems(cursor, ']', () => {
    values.push(readValue(cursor, depth + 1));
    return true;
  });
  return values;
}

/** Items between an opening and its closing bracket; the cursor stays short of the end where the text is no struct. */
function readItems(cursor: Cursor, closing: string, readItem: () => boolean): void {
  cursor.at += 1;
  while (cursor.text[cursor.at] !== closing) {
    if (!readItem()) return;
    if (cursor.text.startsWith(', ', cursor.at)) cursor.at += 2;
    else if (cursor.text[cursor.at] !== closing) return;
  }
  cursor.at += 1;
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
