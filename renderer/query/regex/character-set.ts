/** Whether a set of characters holds a code point. */
export type CharacterSet = (code: number) => boolean;

/** ASCII letters, digits and `_`: what `\w` and `\b` mean by a word, as in JavaScript. */
export const isWordCode: CharacterSet = (code) =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;

const isDigit: CharacterSet = (code) => code >= 48 && code <= 57;
const isSpace: CharacterSet = (code) => /\s/u.test(String.fromCodePoint(code));

/** The sets that a letter after a backslash stands for; in capitals, everything else. */
const NAMED: Readonly<Record<string, CharacterSet>> = { d: isDigit, s: isSpace, w: isWordCode };

/** The set of `\d`, `\s`, `\w` or their opposites; undefined for any other letter. */
export function namedSet(letter: string): CharacterSet | undefined {
  const set = NAMED[letter.toLowerCase()];
  return set === undefined || letter === letter.toLowerCase() ? set : not(set);
}

/** Everything but line ends: what `.` means, as in JavaScript. */
export const anyButLineEnd: CharacterSet = (code) => code !== 10 && code !== 13 && code !== 0x20_28 && code !== 0x20_29;

/** The code points from one to another, both included. */
export function between(from: number, to: number): CharacterSet {
  return (code) => code >= from && code <= to;
}

export function not(set: CharacterSet): CharacterSet {
  return (code) => !set(code);
}

export function oneOf(sets: readonly CharacterSet[]): CharacterSet {
  return (code) => sets.some((set) => set(code));
}

/** The set with letter case aside: holds a character if it holds any way of writing that letter. */
export function ignoringCase(set: CharacterSet): CharacterSet {
  return (code) => waysToWrite(code).some(set);
}

/** A letter in small and capital form; capitals of small ones and the other way round bring final sigma to plain sigma. */
function waysToWrite(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  const small = text.toLowerCase();
  const capital = text.toUpperCase();
  return [text, small, capital, capital.toLowerCase(), small.toUpperCase()]
    .filter((way) => way !== '' && way.length === (way.codePointAt(0)! > 0xff_ff ? 2 : 1))
    .map((way) => way.codePointAt(0)!);
}
