import { FIELDS, type FieldName } from '../../parsers/model/fields.js';
import { foldCase } from '../db/tokens.js';
import { isInNetwork, parseNetwork } from './ip-network.js';
import { RegexMatcher } from './regex/regex-matcher.js';
import { DECIMAL, type QueryNode, type RangeOperator } from './language/syntax.js';
import { TextPattern } from './text-pattern.js';

/** What a query asks of one field. Multi-valued fields match if any value does. */
export interface FieldTest {
  readonly field: FieldName;
  /** Decides on one value as it was decoded; never called with `''`. */
  readonly accepts: (element: string) => boolean;
  /** Tokens that an accepted value holds. */
  readonly tokens: readonly string[];
}

/** Makes the test of a node that speaks of a field. */
export function fieldTest(node: Extract<QueryNode, { readonly field: FieldName }>): FieldTest {
  const { field } = node;
  switch (node.type) {
    case 'exists':
      return { field, accepts: () => true, tokens: [] };
    case 'range': {
      const { operator, bound } = node;
      return {
        field,
        accepts: (element) => DECIMAL.test(element) && inRange(compareDecimals(element, bound), operator),
        tokens: [],
      };
    }
    case 'field': {
      if (node.value.kind === 'regex') {
        const matcher = new RegexMatcher(node.value.source, node.value.ignoreCase);
        return { field, accepts: (element) => matcher.test(element), tokens: [] };
      }
      const network =
        node.value.kind === 'literal' && FIELDS[field].type === 'ip' ? parseNetwork(node.value.text) : null;
      if (network !== null) return { field, accepts: (element) => isInNetwork(network, element), tokens: [] };
      const pattern = new TextPattern(node.value);
      // Sentences are searched for words; everything else is compared whole.
      const accepts =
        FIELDS[field].type === 'text'
          ? (element: string) => pattern.isWithin(foldCase(element))
          : (element: string) => pattern.isWhole(foldCase(element));
      return { field, accepts, tokens: pattern.tokens };
    }
  }
}

function inRange(difference: number, operator: RangeOperator): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
  }
}

/** Whole numbers are compared digit by digit: those above 2^53 too. */
function compareDecimals(a: string, b: string): number {
  if (a.includes('.') || b.includes('.')) return Number(a) - Number(b);
  const difference = BigInt(withoutPlus(a)) - BigInt(withoutPlus(b));
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `BigInt` refuses a plus sign. */
function withoutPlus(decimal: string): string {
  return decimal.startsWith('+') ? decimal.slice(1) : decimal;
}
