import { CASE_FIELDS } from '../../parsers/model/fields.js';
import type { CaseIndex } from './case-index.js';
import { fieldsOf, type QueryNode } from './language/syntax.js';
import type { RowSet } from './row-set.js';
import type { Search } from './spec.js';

interface Found {
  readonly asked: string;
  readonly set: RowSet;
}

/** What was found last for every slot: a new mark does not change which events match, so they are not looked for again. */
export class FoundRows {
  readonly #slots = new Map<string, Found>();

  async of(
    slot: string,
    index: CaseIndex,
    node: QueryNode,
    { query, range }: Search,
    search: () => Promise<RowSet>,
  ): Promise<RowSet> {
    const asked = JSON.stringify([query, range]);
    const known = this.#slots.get(slot);
    if (known?.asked === asked && known.set.index.order === index.order) return { ...known.set, index };
    const set = await search();
    const fields = fieldsOf(node);
    if (CASE_FIELDS.every((field) => !fields.has(field))) this.#slots.set(slot, { asked, set });
    return set;
  }
}
