const EXPORTED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.*)$/s;

/** A line of an export task: `<ISO time> <message>`; the time is null where the line goes on with a message. */
export function exportedLine(line: string): { readonly time: string | null; readonly message: string } {
  const match = EXPORTED.exec(line);
  return { time: match?.[1] ?? null, message: match?.[2] ?? line };
}

/** Lines that Lambda's platform writes: an export that holds one is an export of CloudWatch Logs. */
export function isPlatformLine(line: string): boolean {
  return /^(?:(?:START|END|REPORT) RequestId: [0-9a-f-]{36}|INIT_START Runtime Version: )/.test(
    exportedLine(line).message,
  );
}
