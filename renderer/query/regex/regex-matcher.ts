import { isWordCode } from './character-set.js';
import { parseRegex } from './parse-regex.js';
import { compileRegex, type RegexProgram } from './regex-program.js';

/** What stood before a place in the text, or stands after it. */
type Neighbour = 'edge' | 'word' | 'other';

/** Where the automaton can be before the next character: steps not yet followed, and what was read last. */
interface State {
  readonly steps: readonly number[];
  readonly before: Neighbour;
  /** By class of the next character: the state after it, or null where a match is found. Filled as texts ask for it. */
  readonly next: (State | null | undefined)[];
  /** Whether a match is found where the text ends here. */
  matchesAtEnd: boolean | undefined;
}

/** Characters that no set of the expression tells apart. */
interface CharacterClass {
  readonly isWord: boolean;
  /** By number of the set: whether it holds them. */
  readonly in: readonly boolean[];
}

const ASCII = 128;
/** Steps held by all known states; beyond it they are forgotten and made anew. */
const MAX_KNOWN_STEPS = 200_000;
const MAX_KNOWN_CODES = 20_000;

/**
 * Tells whether a text holds a match of a regular expression. The automaton is made deterministic as texts ask for it, so
 * every character of a text is looked at once and costs at most as much as the expression is long: no text and no
 * expression makes it hang.
 */
export class RegexMatcher {
  readonly #program: RegexProgram;
  readonly #classes: CharacterClass[] = [];
  readonly #classNumbers = new Map<string, number>();
  readonly #ascii = new Int16Array(ASCII);
  readonly #others = new Map<number, number>();
  readonly #states = new Map<string, State>();
  #knownSteps = 0;
  #start: State;

  /** Throws `RegexSyntaxError`. */
  constructor(source: string, ignoreCase: boolean) {
    this.#program = compileRegex(parseRegex(source, ignoreCase));
    for (let code = 0; code < ASCII; code += 1) this.#ascii[code] = this.#classify(code);
    this.#start = this.#state([this.#program.start], 'edge');
  }

  test(text: string): boolean {
    let state = this.#start;
    for (let at = 0; at < text.length; at += 1) {
      let code = text.charCodeAt(at);
      if (code >= 0xd8_00 && code < 0xdc_00) {
        code = text.codePointAt(at)!;
        if (code > 0xff_ff) at += 1;
      }
      const number = code < ASCII ? this.#ascii[code]! : this.#classOf(code);
      const next = state.next[number];
      const after = next === undefined ? this.#advance(state, number) : next;
      if (after === null) return true;
      state = after;
    }
    state.matchesAtEnd ??= this.#follow(state, 'edge') === null;
    return state.matchesAtEnd;
  }

  #advance(state: State, number: number): State | null {
    const characters = this.#classes[number]!;
    const after = characters.isWord ? 'word' : 'other';
    const sets = this.#follow(state, after);
    const next =
      sets === null
        ? null
        : this.#state(
            // A match may begin anywhere: the first step joins at every character.
            [...sets.filter(({ set }) => characters.in[set]).map((step) => step.next), this.#program.start],
            after,
          );
    state.next[number] = next;
    return next;
  }

  /** The characters that may come next, following all steps that take none; null where they lead to a match. */
  #follow(
    { steps, before }: State,
    after: Neighbour,
  ): readonly { readonly set: number; readonly next: number }[] | null {
    const seen = new Set<number>();
    const sets: { readonly set: number; readonly next: number }[] = [];
    const open = [...steps];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const step = this.#program.steps[index]!;
      switch (step.type) {
        case 'match':
          return null;
        case 'set':
          sets.push(step);
          break;
        case 'split':
          open.push(...step.next);
          break;
        case 'assertion':
          if (holds(step.assertion, before, after)) open.push(step.next);
          break;
      }
    }
    return sets;
  }

  #state(steps: readonly number[], before: Neighbour): State {
    const sorted = [...new Set(steps)].toSorted((a, b) => a - b);
    const key = `${before} ${sorted.join(' ')}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    this.#knownSteps += sorted.length;
    const state: State = { steps: sorted, before, next: [], matchesAtEnd: undefined };
    if (this.#knownSteps > MAX_KNOWN_STEPS) this.#forget();
    this.#states.set(key, state);
    return state;
  }

  #forget(): void {
    this.#states.clear();
    this.#knownSteps = 0;
    // Known states refer to each other; a first state without successors lets them all go.
    this.#start = { ...this.#start, next: [] };
  }

  #classOf(code: number): number {
    const known = this.#others.get(code);
    if (known !== undefined) return known;
    if (this.#others.size > MAX_KNOWN_CODES) this.#others.clear();
    const number = this.#classify(code);
    this.#others.set(code, number);
    return number;
  }

  #classify(code: number): number {
    const within = this.#program.sets.map((set) => set(code));
    const isWord = isWordCode(code);
    const key = `${isWord ? 'w' : '.'}${within.map((is) => (is ? 1 : 0)).join('')}`;
    const known = this.#classNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.#classes.push({ isWord, in: within }) - 1;
    this.#classNumbers.set(key, number);
    return number;
  }
}

function holds(
  assertion: 'start' | 'end' | 'word-edge' | 'no-word-edge',
  before: Neighbour,
  after: Neighbour,
): boolean {
  switch (assertion) {
    case 'start':
      return before === 'edge';
    case 'end':
      return after === 'edge';
    case 'word-edge':
      return (before === 'word') !== (after === 'word');
    case 'no-word-edge':
      return (before === 'word') === (after === 'word');
  }
}
