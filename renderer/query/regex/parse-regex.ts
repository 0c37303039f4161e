import { anyButLineEnd, between, ignoringCase, namedSet, not, oneOf, type CharacterSet } from './character-set.js';

/** Where a match may stand: start or end of the text, edge of a word or not. */
export type Assertion = 'start' | 'end' | 'word-edge' | 'no-word-edge';

/** A regular expression as a tree. */
export type RegexNode =
  | { readonly type: 'set'; readonly set: CharacterSet }
  | { readonly type: 'assertion'; readonly assertion: Assertion }
  | { readonly type: 'all'; readonly nodes: readonly RegexNode[] }
  | { readonly type: 'either'; readonly nodes: readonly RegexNode[] }
  /** `most` null: without end. */
  | { readonly type: 'repeat'; readonly node: RegexNode; readonly least: number; readonly most: number | null };

/** What is wrong with an expression, and at which of its characters. */
export class RegexSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const MAX_DEPTH = 50;
const MAX_REPEAT = 1000;
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 };

/**
 * Reads the source of a regular expression: the part of JavaScript's (with flag `u`) that can be matched in one pass over the
 * text. Back references and looking around are refused: they are what makes matching explode. Throws `RegexSyntaxError`.
 */
export function parseRegex(source: string, ignoreCase: boolean): RegexNode {
  const parser = new RegexParser(source, ignoreCase);
  return parser.whole();
}

class RegexParser {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  whole(): RegexNode {
    const node = this.#either();
    if (this.#at < this.#source.length) throw new RegexSyntaxError('This parenthesis was never opened', this.#at);
    return node;
  }

  #either(): RegexNode {
    const nodes = [this.#all()];
    while (this.#take('|')) nodes.push(this.#all());
    return nodes.length === 1 ? nodes[0]! : { type: 'either', nodes };
  }

  #all(): RegexNode {
    const nodes: RegexNode[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at]!)) nodes.push(this.#repeated());
    return nodes.length === 1 ? nodes[0]! : { type: 'all', nodes };
  }

  #repeated(): RegexNode {
    const node = this.#atom();
    const at = this.#at;
    const times = this.#times();
    if (times === null) return node;
    // Which of the possible matches is taken makes no difference to whether there is one.
    this.#take('?');
    if (node.type === 'assertion') throw new RegexSyntaxError('Nothing that could be repeated stands before this', at);
    return { type: 'repeat', node, ...times };
  }

  #times(): { readonly least: number; readonly most: number | null } | null {
    if (this.#take('*')) return { least: 0, most: null };
    if (this.#take('+')) return { least: 1, most: null };
    if (this.#take('?')) return { least: 0, most: 1 };
    const at = this.#at;
    if (this.#source[at] !== '{') return null;
    const [written, first, comma, last = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(this.#source.slice(at)) ?? [];
    if (written === undefined) throw new RegexSyntaxError(String.raw`A plain { is written \{`, at);
    const least = Number(first);
    const most = comma === '' ? least : last === '' ? null : Number(last);
    if (least > MAX_REPEAT || (most ?? 0) > MAX_REPEAT)
      throw new RegexSyntaxError(`More than ${MAX_REPEAT} repetitions`, at);
    if (most !== null && most < least) throw new RegexSyntaxError('The numbers stand in the wrong order', at);
    this.#at += written.length;
    return { least, most };
  }

  #atom(): RegexNode {
    const at = this.#at;
    const character = this.#character();
    switch (character) {
      case '(':
        return this.#group(at);
      case '[':
        return this.#set(this.#class(at));
      case '.':
        return { type: 'set', set: anyButLineEnd };
      case '^':
        return { type: 'assertion', assertion: 'start' };
      case '$':
        return { type: 'assertion', assertion: 'end' };
      case '\\':
        return this.#escape(at);
      case '*':
      case '+':
      case '?':
        throw new RegexSyntaxError(`Nothing that could be repeated stands before ${character}`, at);
      case '{':
      case '}':
      case ']':
        throw new RegexSyntaxError(`A plain ${character} is written \\${character}`, at);
      default:
        return this.#set(single(character));
    }
  }

  #group(at: number): RegexNode {
    if (this.#take('?') && !this.#take(':')) {
      throw new RegexSyntaxError('Groups that look around, or have names or flags, are not supported', at);
    }
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new RegexSyntaxError(`More than ${MAX_DEPTH} levels of parentheses`, at);
    const node = this.#either();
    if (!this.#take(')')) throw new RegexSyntaxError('This parenthesis is never closed', at);
    this.#depth -= 1;
    return node;
  }

  #escape(at: number): RegexNode {
    if (this.#take('b')) return { type: 'assertion', assertion: 'word-edge' };
    if (this.#take('B')) return { type: 'assertion', assertion: 'no-word-edge' };
    return this.#set(this.#escapedSet(at));
  }

  /** The set after a backslash that was read already. */
  #escapedSet(at: number): CharacterSet {
    const letter = this.#character();
    const named = /[dsw]/i.test(letter) ? namedSet(letter) : undefined;
    if (named !== undefined) return named;
    if (letter === 'p' || letter === 'P') return this.#property(at, letter === 'P');
    if (letter === 'x' || letter === 'u') {
      const [written, short, long] = /^(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/i.exec(
        letter === 'x' ? `00${this.#source.slice(this.#at)}` : this.#source.slice(this.#at),
      ) ?? [''];
      const code = Number.parseInt(short ?? long ?? '', 16);
      if (!(code <= 0x10_ff_ff)) throw new RegexSyntaxError('No such character', at);
      this.#at += written.length - (letter === 'x' ? 2 : 0);
      return between(code, code);
    }
    const control = CONTROLS[letter];
    if (control !== undefined) return between(control, control);
    if (/[1-9k]/.test(letter)) throw new RegexSyntaxError('References to an earlier group are not supported', at);
    if (letter === '' || /[a-z]/i.test(letter)) throw new RegexSyntaxError(`\\${letter} means nothing here`, at);
    return single(letter);
  }

  #property(at: number, isNegated: boolean): CharacterSet {
    const [written = ''] = /^\{[\w=]+\}/.exec(this.#source.slice(this.#at)) ?? [];
    try {
      const expression = new RegExp(`^\\p${written}$`, 'u');
      this.#at += written.length;
      const set: CharacterSet = (code) => expression.test(String.fromCodePoint(code));
      return isNegated ? not(set) : set;
    } catch {
      throw new RegexSyntaxError('There is no such property of characters', at);
    }
  }

  /** After `[`. */
  #class(at: number): CharacterSet {
    const isNegated = this.#take('^');
    const sets: CharacterSet[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.#source.length) throw new RegexSyntaxError('This bracket is never closed', at);
      sets.push(this.#classMember());
    }
    const set = oneOf(sets);
    // The opposite is taken after letter case was put aside: [^a] leaves out A as well.
    return isNegated ? not(this.#cased(set)) : set;
  }

  #classMember(): CharacterSet {
    const at = this.#at;
    const from = this.#classCharacter();
    if (typeof from !== 'number') return from;
    if (this.#source[this.#at] !== '-' || this.#source[this.#at + 1] === ']') return between(from, from);
    this.#at += 1;
    const to = this.#classCharacter();
    if (typeof to !== 'number' || to < from) throw new RegexSyntaxError('This range has no beginning and end', at);
    return between(from, to);
  }

  /** A character of a class as its code, or a set that no range can begin with. */
  #classCharacter(): number | CharacterSet {
    const at = this.#at;
    const character = this.#character();
    if (character !== '\\') return character.codePointAt(0)!;
    if (/[dswpP]/i.test(this.#source[this.#at] ?? '')) return this.#escapedSet(at);
    if (this.#take('b')) return 8;
    const written = this.#at;
    const set = this.#escapedSet(at);
    const control = CONTROLS[this.#source[written] ?? ''];
    if (control !== undefined) return control;
    const digits = /^[xu]\{?([0-9a-f]+)\}?$/i.exec(this.#source.slice(written, this.#at))?.[1];
    if (digits !== undefined) return Number.parseInt(digits, 16);
    const plain = this.#source.codePointAt(written) ?? 0;
    return set(plain) ? plain : set;
  }

  #set(set: CharacterSet): RegexNode {
    return { type: 'set', set: this.#cased(set) };
  }

  #cased(set: CharacterSet): CharacterSet {
    return this.#ignoreCase ? ignoringCase(set) : set;
  }

  #character(): string {
    const code = this.#source.codePointAt(this.#at);
    if (code === undefined) return '';
    const character = String.fromCodePoint(code);
    this.#at += character.length;
    return character;
  }

  #take(character: string): boolean {
    if (this.#source[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }
}

function single(character: string): CharacterSet {
  const code = character.codePointAt(0)!;
  return between(code, code);
}
