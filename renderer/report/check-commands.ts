/** How a stranger checks a report with ordinary tools. Printed in the report and, the same, in `docs/verifying.md`. */

export interface CheckCommand {
  /** What it shows, for a person. */
  readonly shows: string;
  /** Programs it needs beside those of every Linux (sh, coreutils, grep). */
  readonly tools: readonly string[];
  /** Whether it asks for the signature, which not every report has. */
  readonly ofSignature: boolean;
  /** For bash, run in one folder one after the other, beside `report.pdf`. */
  readonly script: string;
}

/** Each prints nothing that calls itself wrong, and ends well, where the report holds. */
export const CHECK_COMMANDS: readonly CheckCommand[] = [
  {
    shows: 'The signature is valid, and the total document is signed.',
    tools: ['pdfsig'],
    ofSignature: true,
    script: 'pdfsig report.pdf',
  },
  {
    shows: "The same with another tool, and the SHA-256 of the signer's certificate.",
    tools: ['openssl'],
    ofSignature: true,
    script: [
      String.raw`set -- $(grep -ao '/ByteRange \[[0-9 ]*\]' report.pdf | tr -dc '0-9 ')`,
      'head -c "$2" report.pdf > signed.bin && tail -c "$4" report.pdf >> signed.bin',
      'tail -c +$(($2 + 2)) report.pdf | head -c $(($3 - $2 - 2)) | tr a-f A-F | basenc -d --base16 > signature.der',
      'openssl cms -verify -binary -inform DER -in signature.der -content signed.bin -noverify -signer signer.pem -out verified.bin',
      '[ $(($3 + $4)) -eq "$(wc -c < report.pdf)" ] && openssl x509 -in signer.pem -noout -fingerprint -sha256',
    ].join('\n'),
  },
  {
    shows: 'Every attachment is the one that manifest.json names.',
    tools: ['pdfdetach', 'jq'],
    ofSignature: false,
    script: [
      'mkdir attachments && pdfdetach -saveall -o attachments report.pdf',
      `jq -r '.attachments[] | "\\(.sha256)  \\(.name)"' attachments/manifest.json | (cd attachments && sha256sum -c)`,
    ].join('\n'),
  },
  {
    shows:
      'Every cited record has the SHA-256 that is printed. Of a record that is cut or is no UTF-8 only its own command tells.',
    tools: ['jq'],
    ofSignature: false,
    script: [
      'while IFS= read -r row; do',
      '  found=$(jq -j .raw <<< "$row" | sha256sum | cut -c1-64)',
      '  [ "$found" = "$(jq -r .recordSha256 <<< "$row")" ] || echo "differs: $(jq -r .mark <<< "$row")"',
      'done < attachments/cited-records.ndjson',
    ].join('\n'),
  },
  {
    shows: "Every line of the journal's proof follows from the line before, up to the head that manifest.json names.",
    tools: ['jq'],
    ofSignature: false,
    script: [
      "previous=$(printf '0%.0s' {1..64})",
      'while IFS= read -r line; do',
      '  body=$(jq -r .bodyHash <<< "$line") hash=$(jq -r .hash <<< "$line")',
      `  jq -e 'has("bodyText")' <<< "$line" > shown.txt && [ "$(jq -j .bodyText <<< "$line" | sha256sum | cut -c1-64)" != "$body" ] && echo "another act: $hash"`,
      '  [ "$(printf %s "$previous$body" | sha256sum | cut -c1-64)" = "$hash" ] || echo "does not follow: $hash"',
      '  previous=$hash',
      'done < attachments/journal-proof.ndjson',
      '[ "$previous" = "$(jq -r .journal.head attachments/manifest.json)" ] && echo "head $previous"',
    ].join('\n'),
  },
  {
    shows: "The case's journal contains that head. CASE is the folder of the case.",
    tools: ['jq'],
    ofSignature: false,
    script: [
      'line=$(jq -r .journal.length attachments/manifest.json)',
      '[ "$(sed -n "$line"p "$CASE/journal.ndjson" | cut -c10-73)" = "$(jq -r .journal.head attachments/manifest.json)" ] && echo "line $line"',
    ].join('\n'),
  },
];
