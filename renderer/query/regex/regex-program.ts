import type { CharacterSet } from './character-set.js';
import { type Assertion, RegexSyntaxError, type RegexNode } from './parse-regex.js';

/** One step of a nondeterministic automaton; numbers are indexes of steps. */
export type RegexStep =
  | { readonly type: 'set'; readonly set: number; readonly next: number }
  | { readonly type: 'assertion'; readonly assertion: Assertion; readonly next: number }
  | { readonly type: 'split'; readonly next: readonly number[] }
  | { readonly type: 'match' };

/** An expression as an automaton (K. Thompson, "Regular Expression Search Algorithm", 1968). */
export interface RegexProgram {
  readonly steps: readonly RegexStep[];
  readonly start: number;
  readonly sets: readonly CharacterSet[];
}

/** Bounds what one character of text can cost. */
const MAX_STEPS = 2000;

/** Compiles from the end to the beginning, so that every step knows the next. Throws `RegexSyntaxError` where it grows too large. */
export function compileRegex(node: RegexNode): RegexProgram {
  const compiler = new Compiler();
  const start = compiler.compile(node, compiler.add({ type: 'match' }));
  return { steps: compiler.steps, start, sets: compiler.sets };
}

class Compiler {
  readonly steps: RegexStep[] = [];
  readonly sets: CharacterSet[] = [];
  readonly #numbers = new Map<CharacterSet, number>();

  add(step: RegexStep): number {
    if (this.steps.length >= MAX_STEPS) {
      throw new RegexSyntaxError('This regular expression is too large; use fewer repetitions', 0);
    }
    return this.steps.push(step) - 1;
  }

  /** Adds the steps of a node that lead to `next`; answers the first. */
  compile(node: RegexNode, next: number): number {
    switch (node.type) {
      case 'set':
        return this.add({ type: 'set', set: this.#number(node.set), next });
      case 'assertion':
        return this.add({ type: 'assertion', assertion: node.assertion, next });
      case 'all':
        return node.nodes.reduceRight((after, child) => this.compile(child, after), next);
      case 'either':
        return this.add({ type: 'split', next: node.nodes.map((child) => this.compile(child, next)) });
      case 'repeat':
        return this.#repeat(node, next);
    }
  }

  #repeat({ node, least, most }: RegexNode & { readonly type: 'repeat' }, next: number): number {
    let first = next;
    if (most === null) {
      const ways: number[] = [];
      first = this.add({ type: 'split', next: ways });
      ways.push(this.compile(node, first), next);
    } else {
      for (let time = least; time < most; time += 1) {
        first = this.add({ type: 'split', next: [this.compile(node, first), next] });
      }
    }
    for (let time = 0; time < least; time += 1) first = this.compile(node, first);
    return first;
  }

  #number(set: CharacterSet): number {
    const known = this.#numbers.get(set);
    if (known !== undefined) return known;
    const number = this.sets.push(set) - 1;
    this.#numbers.set(set, number);
    return number;
  }
}
