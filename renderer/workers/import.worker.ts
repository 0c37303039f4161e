/// The import coordinator: reads evidence, hands blocks to the parse workers, writes order and ledger.
import type { ImportRequest } from './import-protocol.js';
import { ImportSession } from './import-session.js';

const session = new ImportSession((answer) => self.postMessage(answer));
self.onmessage = ({ data }: MessageEvent<ImportRequest>) => session.receive(data);
