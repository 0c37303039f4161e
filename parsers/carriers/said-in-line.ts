import { messageFields } from '../model/program-message.js';
import type { FoundFields } from '../model/stated-fields.js';
import { syslogHeader } from './syslog-header.js';

/** What a line with a header of syslog says that a SIEM keeps as text; its time is that of the row around it. Nothing for other text. */
export function saidInLine(line: string | null, host: string | null): readonly FoundFields[] {
  const header = line === null ? null : syslogHeader(line);
  return header === null ? [] : messageFields(header.app, header.body, header.host ?? host);
}
