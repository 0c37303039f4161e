/// A parse worker: blocks in, chunks and segments out. It talks to the coordinator through a port that the page hands over.
import { CaseDatabase } from '../db/database.js';
import { DexieChunkStore } from '../db/dexie-chunk-store.js';
import type { ParseRequest, ParseWorkerStart } from './parse-messages.js';
import { ParseSession } from './parse-session.js';

self.onmessage = ({ data: { database, port } }: MessageEvent<ParseWorkerStart>) => {
  const store = new DexieChunkStore(new CaseDatabase(database));
  const session = new ParseSession(store, (answer, transfer) => port.postMessage(answer, [...transfer]));
  port.onmessage = ({ data }: MessageEvent<ParseRequest>) => session.receive(data);
};
