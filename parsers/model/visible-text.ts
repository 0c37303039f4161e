/**
 * Text of evidence made safe to read: control, bidi and other invisible characters become visible codes (`U+202E`), so that
 * nothing hides in a log line and nothing reorders what stands around it. Line feeds and tabs stay.
 */

/** A piece of text as it may be shown: plain text, or one character that would be invisible or act on its surroundings. */
export type VisibleSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly code: string; readonly name: string };

/**
 * C0 and C1 controls except tab and line feed, soft hyphen, zero-width and bidi characters, separators, tags, controls of
 * shorthand, music and hieroglyphs, byte-order mark, lone surrogates.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- such characters are what this looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

const NAMES: Readonly<Record<string, string>> = {
  '\u0000': 'null',
  '\u0007': 'bell',
  '\u0008': 'backspace',
  '\r': 'carriage return',
  '\u001b': 'escape (begins a terminal command)',
  '\u007f': 'delete',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202c': 'pop directional formatting',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'pop directional isolate',
  '\ufeff': 'byte-order mark',
};

/** Splits text into plain pieces and codes. Joining the originals of all pieces gives the text again. */
export function visibleSegments(text: string): readonly VisibleSegment[] {
  const segments: VisibleSegment[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) segments.push({ kind: 'text', text: text.slice(from, match.index) });
    const code = codeOf(match[0]);
    segments.push({ kind: 'code', code, name: NAMES[match[0]] ?? `invisible character ${code}` });
    from = match.index + match[0].length;
  }
  if (from < text.length || segments.length === 0) segments.push({ kind: 'text', text: text.slice(from) });
  return segments;
}

/** The same as one string, for places that take only text (CSV, PDF metadata): codes stand in guillemets, `‹U+202E›`. */
export function visibleText(text: string): string {
  return replaceInvisible(text, (character) => `‹${codeOf(character)}›`);
}

/** Writes every such character in another way. */
export function replaceInvisible(text: string, write: (character: string) => string): string {
  return text.replace(INVISIBLE, (character) => write(character));
}

/** The same JSON with such characters as escapes (RFC 8259, 7): it reads the same and does nothing to a terminal. */
export function visibleJson(json: string): string {
  return replaceInvisible(json, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeUnit(character.charCodeAt(at))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
