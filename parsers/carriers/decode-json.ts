const LONG_INTEGER = /\d{16}/;
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Decodes JSON held as text inside a record. Integers of 16 digits and more become decimal text, as everywhere. Undefined where it is no JSON. */
export function decodeJson(text: string): unknown {
  const exact = LONG_INTEGER.test(text)
    ? text.replaceAll(TOKEN, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token))
    : text;
  try {
    return JSON.parse(exact) as unknown;
  } catch {
    return undefined;
  }
}
