import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ChunkRow, ExhibitRow, FoldRow, OrderRow, PostingsRow, PrintRow, SegmentRow } from './layout.js';
import type { Checked } from './row-check.js';

/** The case's database: a cache of evidence and journal, deletable at any time. A shipped version is never edited. */
export class CaseDatabase extends Dexie {
  readonly exhibits!: EntityTable<Checked<ExhibitRow>, 'id'>;
  readonly segments!: Table<Checked<SegmentRow>, [number, number]>;
  readonly orders!: Table<Checked<OrderRow>, number>;
  readonly chunks!: Table<Checked<ChunkRow>, [number, number, number]>;
  readonly postings!: Table<Checked<PostingsRow>, [number, number, number]>;
  readonly folds!: Table<Checked<FoldRow>, string>;
  readonly prints!: Table<PrintRow, string>;

  constructor(name: string) {
    super(name);
    this.version(1).stores({
      exhibits: 'id, number, state',
      segments: '[exhibit+segment]',
      orders: 'exhibit',
      chunks: '[exhibit+segment+chunk]',
      postings: '[exhibit+segment+bucket]',
      folds: 'key',
      prints: 'key',
    });
  }
}

/** Name of the one database inside a case's own browser storage. */
export const CASE_DATABASE = 'exhibit-case';
