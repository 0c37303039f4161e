/** The head of one line of the Linux audit log. */
export interface AuditLine {
  /** `node=` before it, written where logs of several machines are gathered. */
  readonly node: string | null;
  readonly type: string;
  /** What stands in `audit(...)`: `1490995752.404:20614537`, or with a date where ausearch interpreted it. */
  readonly stamp: string;
  /** Offset of what follows the head. */
  readonly body: number;
}

/** `msg=` is missing in the kernel's own log, which has the time since boot: `[12.345678] audit: type=1400 audit(...)`. */
const HEAD =
  /^(?:\[ {0,6}\d{1,9}\.\d{6}\] )?(?:audit: )?(?:node=(\S{1,255}) )?type=([A-Z0-9_]{1,40}|UNKNOWN\[\d{1,6}\]) (?:msg=)?audit\(([^()]{1,64})\) ?:? ?/;

/** Reads the head of a line; null for lines that are none. */
export function auditLine(line: string): AuditLine | null {
  const match = HEAD.exec(line);
  if (match === null) return null;
  const [head, node = null, type = '', stamp = ''] = match;
  return { node, type, stamp, body: head.length };
}
