import type { CaseState } from '../../../parsers/model/case.js';
import { DISCLOSURE_WORDS, type DisclosurePart } from '../../../parsers/model/disclosure.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import type { DisclosedFile, Disclosure } from './disclosure-files.js';

/** What stands in the disclosure, what was left out, and how a stranger checks it. */
export function readme(
  { meta, head }: CaseState,
  files: readonly DisclosedFile[],
  { lines, secrets }: Disclosure['withheld'],
  parts: readonly DisclosurePart[],
): string {
  const isDemonstration = meta.kind === 'demonstration';
  const left = Object.entries(DISCLOSURE_WORDS).filter(([part]) => !parts.some((chosen) => chosen === part));
  return `${isDemonstration ? 'DEMONSTRATION: an invented incident, no real case.\n\n' : ''}Disclosure of case ${visibleText(meta.number)}, ${visibleText(meta.title)}
Examiner: ${visibleText(meta.examiner)}, ${visibleText(meta.organisation)}
Journal: ${head.seq} lines, head ${head.hash}

Files
${files.map(({ path, items }) => `  ${path.padEnd(22)}${items} ${items === 1 ? 'entry' : 'entries'}`).join('\n')}

Left out by choice
${left.length === 0 ? '  nothing' : left.map(([, words]) => `  ${words}`).join('\n')}

Secrets (passwords, tokens, keys) are masked: "[masked: <what>, SHA-256 <hash>]". Whoever holds the evidence computes
the same hash from the bytes there. Of the journal ${lines} of ${head.seq} lines are given as their hash alone, ${secrets} of them because they
hold a secret; the chain verifies all the same.

Check the files:
  sha256sum -c SHA256SUMS

Check the journal (bash, GNU coreutils): every body has its hash, every line follows from the one before.
  previous=$(printf '0%.0s' {1..64}) number=0
  while IFS= read -r line; do
    number=$((number + 1)) body_hash=\${line:87:64}
    if [ "\${line:151:9}" = '","body":' ]; then
      [ "$(printf '%s' "$line" | cut -b161- | head -c -2 | sha256sum | cut -c1-64)" = "$body_hash" ] || echo "line $number: body changed"
    fi
    [ "$(printf '%s%s' "$previous" "$body_hash" | sha256sum | cut -c1-64)" = "\${line:9:64}" ] || echo "line $number: chain broken"
    previous=\${line:9:64}
  done < journal.ndjson
  echo "$number lines, head $previous"

A report of the case names the head of the journal that it rests on: that hash stands in one of these lines.
Exhibit checks all of this, and what a report says of it: exhibit verify <this tar> --report <report.pdf>
`;
}
