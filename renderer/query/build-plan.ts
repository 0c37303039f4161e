import { isColumnField } from '../../parsers/model/fields.js';
import type { CaseColumns } from './case-columns.js';
import { columnOf } from './case-fields.js';
import type { CaseIndex } from './case-index.js';
import type { CodeColumn } from './code-column.js';
import type { EffectiveTimes } from './effective-time.js';
import { fieldTest, type FieldTest } from './field-test.js';
import type { QueryNode } from './language/syntax.js';
import { constantNode, type PlanNode } from './query-plan.js';
import { emptyMask, fullMask, intersect, type RowMask } from './row-mask.js';
import { RegexMatcher } from './regex/regex-matcher.js';
import { fieldElements, splitElements, type StoredEvent } from './stored-event.js';
import { TextPattern } from './text-pattern.js';
import type { TokenRows } from './token-rows.js';

/**
 * Plans a query: fields in memory are decided on the dictionary and become exact masks, single words are exact by the token
 * index, everything else becomes candidates (rows that hold all whole tokens of the value) with a test for the decoded event.
 */
export async function buildPlan(node: QueryNode, index: CaseIndex, tokens: TokenRows): Promise<PlanNode> {
  const { columns } = index;
  switch (node.type) {
    case 'everything':
      return constantNode(columns.rows, true);
    case 'text': {
      if (node.value.kind === 'regex') {
        const matcher = new RegexMatcher(node.value.source, node.value.ignoreCase);
        const test = (event: StoredEvent) => event.texts().some((text) => matcher.test(text));
        return { kind: 'candidates', mask: fullMask(columns.rows), test };
      }
      const pattern = new TextPattern(node.value);
      const mask = await rowsWithAll(pattern.tokens, columns, tokens);
      if (pattern.isToken) return { kind: 'exact', mask };
      return { kind: 'candidates', mask, test: (event) => event.foldedTexts().some((text) => pattern.isWithin(text)) };
    }
    case 'field':
    case 'exists':
    case 'range': {
      const test = fieldTest(node);
      const { field } = test;
      if (isColumnField(field)) return { kind: 'exact', mask: scanColumn(columnOf(index, field), test) };
      return {
        kind: 'candidates',
        mask: await rowsWithAll(test.tokens, columns, tokens),
        test: ({ event }) => fieldElements(event.fields, field).some(test.accepts),
      };
    }
    case 'time':
      return { kind: 'exact', mask: scanTimes(index.times, node) };
    case 'not':
      return { kind: 'not', node: await buildPlan(node.node, index, tokens) };
    case 'and':
    case 'or':
      return {
        kind: node.type,
        nodes: await Promise.all(node.nodes.map((child) => buildPlan(child, index, tokens))),
      };
  }
}

/** Decides once per dictionary entry, then looks every row up. */
function scanColumn({ dictionary, codes }: CodeColumn, test: FieldTest): RowMask {
  const accepted = Uint8Array.from(dictionary, (stored) => (splitElements(stored).some(test.accepts) ? 1 : 0));
  const mask = emptyMask(codes.length);
  for (let row = 0; row < codes.length; row += 1) mask[row] = accepted[codes[row]!]!;
  return mask;
}

/** Rows with a place on the time line, within the times that are meant. */
function scanTimes({ placed, ms, ns }: EffectiveTimes, { from, to }: QueryNode & { readonly type: 'time' }): RowMask {
  const mask = emptyMask(placed.length);
  for (let row = 0; row < placed.length; row += 1) {
    const isAfter = from === null || ms[row]! > from.ms || (ms[row] === from.ms && ns[row]! >= from.ns);
    const isBefore = to === null || ms[row]! < to.ms || (ms[row] === to.ms && ns[row]! < to.ns);
    if (isAfter && isBefore) mask[row] = placed[row]!;
  }
  return mask;
}

async function rowsWithAll(wanted: readonly string[], columns: CaseColumns, tokens: TokenRows): Promise<RowMask> {
  const masks = await Promise.all(wanted.map((token) => tokens.rowsWith(token)));
  return masks.length === 0 ? fullMask(columns.rows) : masks.reduce(intersect);
}
