import { CaseDatabase } from '../db/database.js';
import { DexieChunkStore } from '../db/dexie-chunk-store.js';
import { QueryEngine } from '../query/query-engine.js';
import { serveQueries } from './serve-queries.js';

serveQueries(
  globalThis,
  (database, tokenSeed) => new QueryEngine(new DexieChunkStore(new CaseDatabase(database)), tokenSeed),
);
