/**
 * The fields of one row (RFC 4180): a field in quotes may hold delimiters, line breaks and doubled quotes. What follows a
 * closing quote, and a quote inside a bare field, stand for themselves.
 */
export function csvFields(row: string, delimiter: string): string[] {
  const fields: string[] = [];
  for (let at = 0; ;) {
    let field = '';
    if (row[at] === '"') {
      let from = at + 1;
      for (;;) {
        const quote = row.indexOf('"', from);
        field += row.slice(from, quote < 0 ? row.length : quote);
        if (quote < 0) {
          at = row.length;
          break;
        }
        at = quote + 1;
        if (row[at] !== '"') break;
        field += '"';
        from = at + 1;
      }
    }
    const next = row.indexOf(delimiter, at);
    fields.push(field + row.slice(at, next < 0 ? row.length : next));
    if (next < 0) return fields;
    at = next + delimiter.length;
  }
}

/** A row by column name. Names are the framing's and unique. */
export function csvValue(fields: readonly string[], columns: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? '']));
}

/** The names of a header row, made unique and never empty: `column 3`, `Time (2)`. */
export function columnNames(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return header.map((written, index) => {
    const wanted = written.trim() || `column ${index + 1}`;
    let name = wanted;
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
    taken.add(name);
    return name;
  });
}
