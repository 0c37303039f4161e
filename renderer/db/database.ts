import { Dexie, type EntityTable, type Table } from 'dexie';
import type { ChunkRow, ExhibitRow, FoldRow, OrderRow, PostingsRow, PrintRow, SegmentRow } from './layout.js';

/** The case's database: a cache of evidence and journal, deletable at any time. A shipped version is never edited. */
export class CaseDatabase extends Dexie {
  readonly exhibits!: EntityTable<ExhibitRow, 'id'>;
  readonly segments!: Table<SegmentRow, [number, number]>;
  readonly orders!: Table<OrderRow, number>;
  readonly chunks!: Table<ChunkRow, [number, number, number]>;
  readonly postings!: Table<PostingsRow, [number, number, number]>;
  readonly folds!: Table<FoldRow, string>;
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
